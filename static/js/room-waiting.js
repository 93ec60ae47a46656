// The list "Waiting on this device": what has not arrived, what became of it, and ways to correct, copy or remove it.

import { finishEditing, forget, holdForEditing, stateOf } from "./room-outbox.js";
import { data, words } from "./room-page.js";
import { store } from "./room-store.js";

const QUIET = 1500; // ms: what arrives sooner is not announced as waiting

const section = document.getElementById("waiting");
const list = section.querySelector("ol");
const template = document.getElementById("waiting-entry");
let announcing = null;

export function startWaiting() {
  document.addEventListener("room:waiting", (event) => show(event.detail));
  list.addEventListener("click", act);
  store.isLasting().then((lasting) => {
    section.querySelector("[data-not-lasting]").hidden = lasting;
  });
}

function show(entries) {
  const waiting = entries.filter((entry) => entry.is === "point");
  const stances = entries.length - waiting.length;
  for (const shown of [...list.children]) {
    if (!waiting.some((entry) => String(entry.order) === shown.dataset.order)) leave(shown);
  }
  for (const entry of waiting) showEntry(entry);
  const note = section.querySelector("[data-waiting-stances]");
  note.hidden = stances === 0;
  note.textContent = words["waiting:stances"].replace("%(count)s", stances);
  section.hidden = entries.length === 0;
  announce(entries.length);
}

// Where the focus was in what has arrived, it goes on to the list rather than to the top of the page.
function leave(shown) {
  const hadFocus = shown.contains(document.activeElement);
  shown.remove();
  if (hadFocus) document.getElementById("text")?.focus();
}

function showEntry(entry) {
  const shown = list.querySelector(`[data-order="${entry.order}"]`) ?? add(entry);
  const state = stateOf(entry);
  shown.dataset.state = state;
  const said = words[`waiting:${state}`];
  shown.querySelector("[data-state-text]").textContent = entry.message ? `${said} ${entry.message}` : said;
  shown.querySelector("[data-text]").textContent = entry.text;
  shown.querySelector("[data-kind]").textContent = words[`kind:${entry.kind}`];
  shown.querySelector("[data-rule]").textContent = words[`rule:${entry.rule}`];
  if (data.log) offerWithdrawal(shown, entry); // not while there is no connection
}

// What came late is withdrawn on a page of its own; that of a named point has to know the seat.
function offerWithdrawal(shown, entry) {
  const withdraw = shown.querySelector("[data-withdraw]");
  withdraw.hidden = entry.state !== "late";
  withdraw.href = `${entry.rule === "attributed" ? data.log.seat : data.log.voice}${entry.uuid}/`;
}

function add(entry) {
  const shown = template.content.firstElementChild.cloneNode(true);
  shown.dataset.order = entry.order;
  list.append(shown);
  return shown;
}

function announce(count) {
  clearTimeout(announcing);
  announcing = setTimeout(() => {
    const said = count === 1 ? words["waiting:one"] : words["waiting:many"].replace("%(count)s", count);
    document.getElementById("waiting-news").textContent = count ? said : "";
  }, QUIET);
}

const acts = {
  async edit(shown, order) {
    if (!(await holdForEditing(order))) return;
    shown.classList.add("is-edited");
    const field = shown.querySelector("textarea");
    field.value = shown.querySelector("[data-text]").textContent;
    field.focus();
  },
  async save(shown, order) {
    const text = shown.querySelector("textarea").value.trim();
    if (!text) return;
    close(shown);
    await finishEditing(order, text);
  },
  async cancel(shown, order) {
    close(shown);
    await finishEditing(order, "");
  },
  async copy(shown) {
    await navigator.clipboard?.writeText(shown.querySelector("[data-text]").textContent);
    shown.querySelector("[data-state-text]").textContent = words["waiting:copied"];
  },
  remove: (_shown, order) => forget(order),
};

function close(shown) {
  shown.classList.remove("is-edited");
  shown.querySelector('[data-act="edit"]').focus();
}

function act(event) {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  const shown = button.closest("[data-order]");
  acts[button.dataset.act](shown, Number(shown.dataset.order));
}
