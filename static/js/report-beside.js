// Beside the text: what the paragraph in which one writes rests on, why its words may say what they say, whom it names; and
// the points that the report leaves unused, to be drawn in.

export const POINT = "application/x-majlis-point";

export class Beside {
  constructor(element, { settle, point, instead, sentence }) {
    this.element = element;
    this.about = element.querySelector("[data-about-here]");
    this.empty = element.querySelector("[data-about-nothing]");
    this.unused = element.querySelector("[data-unused]");
    this.narrow = matchMedia("(max-width: 74.99rem)");
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (!button || !this.uuid) return;
      const act = button.dataset.do;
      if (act === "theirs" || act === "mine") settle(this.section, this.uuid, act === "theirs");
      if (act === "add" || act === "remove") point(this.section, this.uuid, act, button.value);
      if (act === "instead") instead(this.section, this.uuid, button.dataset.matched, button.value);
    });
    element.addEventListener("dragstart", (event) => {
      const source = event.target.closest?.("[data-point]");
      if (!source) return;
      event.dataTransfer.setData(POINT, source.dataset.point);
      event.dataTransfer.effectAllowed = "copy";
    });
    for (const kind of ["mouseover", "focusin"]) {
      element.addEventListener(kind, (event) => sentence(event.target.closest?.("[data-sentence]")?.dataset.sentence ?? null));
    }
    element.addEventListener("mouseleave", () => sentence(null));
  }

  // The server writes what is to be said of a paragraph; here it is only shown for the one that is written in.
  show(section, block) {
    this.section = section;
    this.uuid = block?.uuid;
    const article = this.uuid && section.element.querySelector(`[data-paragraph="${this.uuid}"] [data-about]`);
    const theirs = section.conflicts.get(this.uuid);
    const key = `${this.uuid} ${article?.innerHTML.length ?? 0} ${theirs ?? ""}`;
    if (key !== this.shown) {
      this.shown = key;
      this.about.replaceChildren(...(article ? [...article.cloneNode(true).childNodes] : []));
      for (const hidden of this.about.querySelectorAll("[data-with-script]")) hidden.hidden = false;
      if (theirs !== undefined) this.dispute(theirs);
      this.empty.hidden = this.about.childElementCount > 0;
      window.htmx?.process(this.about);
    }
    for (const button of this.unused.querySelectorAll("button[data-do]")) button.hidden = !this.uuid;
    if (this.narrow.matches && this.element.previousElementSibling !== section.element) section.element.after(this.element);
  }

  dispute(theirs) {
    const form = document.getElementById("dispute").content.cloneNode(true);
    form.querySelector("[data-theirs]").textContent = theirs;
    this.about.prepend(form);
  }

  // The sentence in which the cursor stands is marked among the drafted ones, where it still reads as drafted.
  mark(block) {
    let here = null;
    for (const entry of this.about.querySelectorAll("[data-sentence]")) {
      const at = block ? block.text.indexOf(entry.dataset.sentence) : -1;
      const isHere = at >= 0 && block.offset >= at && block.offset <= at + entry.dataset.sentence.length;
      entry.classList.toggle("is-here", isHere);
      entry.hidden = at < 0;
      if (isHere) here = entry;
    }
    return here;
  }

  list(unused) {
    const wasOpen = this.unused.querySelector("details")?.open;
    this.unused.innerHTML = unused;
    if (wasOpen) this.unused.querySelector("details")?.setAttribute("open", "");
    for (const hidden of this.unused.querySelectorAll("[data-with-script]")) hidden.hidden = !this.uuid;
  }
}
