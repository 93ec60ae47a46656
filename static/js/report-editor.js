// The editor of a report: rich text in every section, saved by itself. Without it the page has a form for each paragraph.

import { ask } from "./report-asking.js";
import { Beside, POINT } from "./report-beside.js";
import { showLeft } from "./report-left.js";
import { Section } from "./report-section.js";
import { Sync } from "./report-sync.js";
import { Toolbar } from "./report-toolbar.js";

let running = null;

function start() {
  const editor = document.querySelector("#editor[data-writable]");
  if (!editor || editor === running?.editor) return;
  running?.stop();
  running = new Editor(editor);
}

class Editor {
  constructor(editor) {
    this.editor = editor;
    this.state = document.getElementById("writing-state");
    this.toolbar = new Toolbar(editor.querySelector("[role=toolbar]"), ask);
    this.beside = new Beside(editor.querySelector("[data-beside]"), {
      settle: (section, uuid, takeTheirs) => {
        section.settle(uuid, takeTheirs);
        this.focused(section);
        this.sync.flush();
      },
      point: (section, uuid, act, point) => this.point(section, uuid, act, point),
      instead: (section, uuid, matched, text) => section.replaceText(uuid, matched, text),
      sentence: (text) => this.here?.show({ sentence: text && { uuid: this.beside.uuid, text } }),
    });
    this.sync = new Sync({
      words: this.state.dataset,
      say: (state, text) => this.say(state, text),
      token: () => document.querySelector("[name=csrfmiddlewaretoken]").value,
      changesUrl: editor.dataset.changesUrl,
      number: Number(editor.dataset.number),
      answered: (section, answer) => this.answered(section, answer),
      others: (answer) => this.others(answer),
    });
    editor.classList.add("is-rich");
    this.sections = [...editor.querySelectorAll("[data-section]")].map((element) => {
      const place = element.querySelector("[data-rich]");
      place.replaceChildren();
      place.hidden = false;
      const section = new Section(element, place, {
        owner: editor.dataset.owner,
        report: editor.dataset.report,
        ask,
        changed: (one) => this.sync?.changed(one),
        focused: (one) => this.focused(one),
        dropped: (one, event) => this.dropped(one, event),
      });
      this.sync.add(section);
      this.unsound(section);
      return section;
    });
    for (const hidden of editor.querySelectorAll("[data-only-rich]")) hidden.hidden = false;
    editor.querySelector("[data-beside]").hidden = false;
    this.toolbar.show(this.sections[0]);
    showLeft(editor, this.sync);
  }

  focused(section) {
    if (!section.view) return;
    const block = section.blockHere();
    if (this.here && this.here !== section) this.here.show({ sentence: null });
    this.here = section;
    this.sync.where = section.uuid;
    this.toolbar.show(section);
    this.beside.show(section, block);
    this.beside.mark(block);
  }

  answered(section, answer) {
    section.element.querySelector("[data-plain]").innerHTML = answer.paragraphs;
    this.beside.list(answer.unused);
    this.unsound(section);
    if (this.here === section) {
      this.beside.show(section, section.blockHere());
      this.beside.mark(section.blockHere());
    }
  }

  unsound(section) {
    const found = section.element.querySelectorAll("[data-paragraph].is-unsound");
    section.show({ unsound: new Set([...found].map((article) => article.dataset.paragraph)) });
  }

  others({ others, outline }) {
    for (const section of this.sections) {
      const there = others[section.uuid] ?? [];
      const place = section.element.querySelector("[data-others]");
      place.hidden = there.length === 0;
      const text = there.length ? `${there.join(", ")} ${place.dataset.here}` : "";
      if (place.lastElementChild.textContent !== text) place.lastElementChild.textContent = text;
    }
    const shown = this.sections.map((section) => [section.uuid, section.element.dataset.heading]);
    const changed = JSON.stringify(shown) !== JSON.stringify(outline);
    document.getElementById("outline-changed").hidden = !changed;
  }

  async point(section, uuid, act, point) {
    await this.sync.flush();
    const url = this.editor.dataset.pointsUrl.replace("00000000-0000-0000-0000-000000000000", uuid);
    try {
      const body = new URLSearchParams({ [act]: point });
      const answer = await this.sync.post(url, body);
      if (answer.refused) throw new Error(answer.refused); // others removed the paragraph, or withdrew the report
      this.answered(section, answer);
    } catch {
      this.say("kept", this.state.dataset.failed);
    }
  }

  dropped(section, event) {
    const point = event.dataTransfer?.getData(POINT);
    if (!point) return false;
    const at = section.view.posAtCoords({ left: event.clientX, top: event.clientY });
    const node = at && section.view.state.doc.resolve(at.pos).node(1);
    if (node) this.point(section, node.attrs.uuid, "add", point);
    event.preventDefault();
    return true;
  }

  say(state, text) {
    this.state.dataset.state = state;
    const place = this.state.querySelector("[data-text]");
    if (place.textContent !== text) place.textContent = text;
  }

  stop() {
    this.sync.stop();
    for (const section of this.sections) section.destroy();
  }
}

// What htmx changes (moving a section, taking an offer) comes as a new page part: what was typed goes first, or is kept.
document.addEventListener("htmx:confirm", (event) => {
  if (!running?.sync.waiting.size) return;
  event.preventDefault();
  running.sync.flush().then(() => event.detail.issueRequest(true));
});
document.addEventListener("submit", () => running?.sync.keep(), true);
document.addEventListener("htmx:afterSettle", start);
start();
