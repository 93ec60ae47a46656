// Sends what was typed every few seconds, however often line, page or server go down, and asks what others have done. After
// either it tells the page, which asks anew whether the report could be published as it stands.

const PAUSE = 1500; // ms of rest after typing
const LONGEST = 6000; // ms of typing without a rest
const RETRY = [2000, 30000]; // ms between attempts: the first, and the longest
const ASK = 4000; // ms between two looks at what others do; more when the page is not looked at
const PATIENCE = 20000; // ms for an answer

export class Sync {
  constructor({ words, say, token, changesUrl, number, answered, others }) {
    Object.assign(this, { words, say, token, changesUrl, number, answered, others });
    this.sections = new Map();
    this.waiting = new Map(); // section → since when
    this.pause = RETRY[0];
    this.stopped = new AbortController();
    const again = { signal: this.stopped.signal };
    addEventListener("online", () => this.flush(), again);
    addEventListener("pagehide", () => this.keep(), again);
    addEventListener("beforeunload", (event) => this.warn(event), again);
    document.addEventListener("visibilitychange", () => (document.hidden ? this.flush() : this.ask()), again);
    this.asking = setTimeout(() => this.ask(), ASK);
  }

  add(section) {
    this.sections.set(section.uuid, section);
    if (section.isDirty()) this.changed(section);
  }

  changed(section) {
    if (!section.isDirty()) {
      this.waiting.delete(section);
      if (!this.waiting.size && !this.sending) this.tell("saved");
      return;
    }
    const now = Date.now();
    if (!this.waiting.has(section)) this.waiting.set(section, now);
    this.tell(this.failed ? "kept" : "typing");
    if (this.failed) return; // the next attempt has its time
    clearTimeout(this.due);
    const left = Math.max(0, this.waiting.get(section) + LONGEST - now);
    this.due = setTimeout(() => this.flush(), Math.min(PAUSE, left));
  }

  tell(state) {
    const lasting = [...this.sections.values()].every((section) => section.isKept !== false);
    this.say(state, state === "kept" && !lasting ? this.words.onPage : this.words[state]);
  }

  // One request at a time: what is typed meanwhile goes with the next.
  async flush() {
    clearTimeout(this.due);
    if (this.sending) {
      await this.sending;
      return this.waiting.size && !this.failed ? this.flush() : undefined;
    }
    if (!this.waiting.size) return undefined;
    this.sending = this.sendAll();
    await this.sending;
    this.sending = null;
    if (this.waiting.size && !this.stopped.signal.aborted) {
      const wait = this.failed ? this.pause * (0.75 + Math.random() / 2) : PAUSE;
      this.pause = this.failed ? Math.min(this.pause * 2, RETRY[1]) : RETRY[0];
      clearTimeout(this.due);
      this.due = setTimeout(() => this.flush(), wait);
    }
    return undefined;
  }

  async sendAll() {
    this.tell("saving");
    this.failed = false;
    for (const section of [...this.waiting.keys()]) {
      const sent = section.request();
      this.waiting.delete(section);
      try {
        const answer = await this.post(section.element.dataset.saveUrl, JSON.stringify(sent), "application/json");
        if (answer.refused) throw new Refused(answer.refused);
        section.meet(answer.blocks, sent, answer.conflicts);
        this.answered(section, answer);
        this.number = Math.max(this.number, answer.number === this.number + 1 ? answer.number : this.number);
        const stillDiffers = section.isDirty() && section.conflicts.size === 0;
        if (stillDiffers) this.waiting.set(section, Date.now());
      } catch (error) {
        section.keepHere();
        if (error instanceof Refused) {
          this.say("refused", error.message || this.words.refused);
          return;
        }
        this.waiting.set(section, Date.now());
        this.failed = true;
      }
    }
    const disputed = [...this.sections.values()].some((section) => section.conflicts.size);
    this.tell(this.failed ? "kept" : disputed ? "disputed" : this.waiting.size ? "typing" : "saved");
    if (!this.failed) document.body.dispatchEvent(new CustomEvent("report:saved"));
  }

  async post(url, body, type) {
    const headers = { "X-CSRFToken": this.token() };
    if (type) headers["Content-Type"] = type;
    const response = await fetch(url, { method: "POST", body, headers, redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
    if (response.status === 409) return response.json();
    if ([400, 403, 404].includes(response.status)) throw new Refused("");
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  }

  async ask() {
    clearTimeout(this.asking);
    if (this.stopped.signal.aborted) return;
    const url = new URL(this.changesUrl, location.href);
    url.searchParams.set("since", this.number);
    url.searchParams.set("section", this.where ?? "");
    if (this.heard) url.searchParams.set("heard", "1");
    try {
      const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
      if (response.status === 200) {
        const answer = await response.json();
        this.heard = Object.keys(answer.others).length > 0;
        if (!this.sending) this.hear(answer);
        this.others(answer);
      }
      if (response.ok && this.failed) this.flush();
    } catch {
      // the line is down: what is typed waits, and the next look comes
    }
    this.asking = setTimeout(() => this.ask(), document.hidden ? ASK * 5 : ASK);
  }

  hear(answer) {
    for (const part of answer.sections) {
      const section = this.sections.get(part.uuid);
      if (!section) continue; // made since this page was
      if (section.view.composing) return; // somebody is in the middle of a word: next time
      section.meet(part.blocks);
      this.answered(section, part);
      if (section.isDirty()) this.changed(section);
    }
    this.number = answer.number;
    if (answer.sections.length) document.body.dispatchEvent(new CustomEvent("report:saved"));
  }

  keep() {
    for (const section of this.sections.values()) section.keepHere();
  }

  warn(event) {
    this.keep();
    if (this.waiting.size && [...this.sections.values()].some((section) => section.isKept === false)) event.preventDefault();
  }

  stop() {
    this.keep();
    this.stopped.abort();
    clearTimeout(this.due);
    clearTimeout(this.asking);
  }
}

class Refused extends Error {}
