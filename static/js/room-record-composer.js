// Writing on the record: Enter logs and the text is free at once for what is said next.

import { data, newUuid, say } from "./room-page.js";
import { put, take } from "./room-record-queue.js";
import { completions, inFull, understand } from "./room-shorthand.js";
import { store } from "./room-store.js";

const form = document.getElementById("record");
const record = data?.record;
const vocabulary = { "#": record?.themes ?? [], "/": record?.kinds ?? [] };
const used = []; // themes in the order of their last use: the one that is on comes first

let options = null; // what the word at the caret may become

export const text = form?.elements.text;

export function startComposer() {
  readDraft();
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", "record-options");
  form.addEventListener("submit", log);
  form.addEventListener("keydown", onKey);
  form.addEventListener("input", onInput);
  form.addEventListener("change", showUnderstood);
  text.addEventListener("blur", () => showOptions(null));
  document.getElementById("record-options").addEventListener("mousedown", (event) => {
    event.preventDefault(); // the text keeps the focus
    const chosen = event.target.closest("[role=option]");
    if (chosen) complete(options.options[Number(chosen.dataset.index)]);
  });
  showUnderstood();
  text.focus();
}

export function isWriting() {
  return text.value.trim() !== "";
}

function onKey(event) {
  if (event.isComposing) return;
  if (options && event.target === text && onOptionKey(event)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (event.key === "Enter" && !event.shiftKey && !event.altKey && event.target.type !== "submit") {
    event.preventDefault();
    form.requestSubmit();
  }
}

function onInput() {
  showOptions(completions(text.value, text.selectionStart, inUse()));
  showUnderstood();
  store.put("drafts", { owner: location.pathname, text: text.value });
}

async function readDraft() {
  const kept = await store.get("drafts", location.pathname);
  if (!kept?.text || text.value) return;
  text.value = kept.text;
  showUnderstood();
}

// --- logging --------------------------------------------------------------------------------------------------
function log(event) {
  event.preventDefault();
  const found = understand(text.value, inUse());
  if (!found.text) {
    text.focus();
    return;
  }
  const fields = Object.fromEntries(new FormData(form));
  delete fields.csrfmiddlewaretoken;
  fields.uuid = newUuid();
  fields.text = found.text;
  if (found.theme) fields.theme = found.theme.value;
  if (found.kind) fields.kind = found.kind.value;
  if (found.hands !== null) fields.hands = String(found.hands);
  if (fields.theme) noteUse(fields.theme);
  put(form.action, fields);
  clear();
}

// A point that the server did not take, to be mended.
export async function writeAgain(order) {
  const entry = await take(order);
  if (!entry) return;
  for (const [name, value] of Object.entries(entry.fields)) {
    if (form.elements[name] && name !== "uuid") form.elements[name].value = value;
  }
  showUnderstood();
  text.focus();
}

function clear() {
  const { author, organisation_kind: organisationKind } = form.elements;
  const held = [author?.value, organisationKind?.value]; // who has the floor goes on speaking
  form.reset();
  text.value = "";
  if (author) author.value = held[0];
  if (organisationKind) organisationKind.value = held[1];
  store.remove("drafts", location.pathname);
  showOptions(null);
  showUnderstood();
  say(record.words.hint);
  text.focus();
}

function noteUse(theme) {
  const at = used.indexOf(theme);
  if (at >= 0) used.splice(at, 1);
  used.unshift(theme);
}

function inUse() {
  const place = (theme) => (used.includes(theme.value) ? used.indexOf(theme.value) : used.length);
  return { ...vocabulary, "#": [...vocabulary["#"]].sort((one, other) => place(one) - place(other)) };
}

// --- what was understood --------------------------------------------------------------------------------------
function showUnderstood() {
  const { theme, kind, hands } = understand(text.value, inUse());
  const chips = [];
  if (theme) chips.push(record.words.theme.replace("%(name)s", theme.name));
  if (kind) chips.push(kind.name);
  if (hands !== null) chips.push(record.words.hands.replace("%(count)s", hands));
  document.getElementById("record-understood").replaceChildren(
    ...chips.map((chip) => Object.assign(document.createElement("li"), { className: "tag tag-accent", textContent: chip })),
  );
  for (const [name, understood] of Object.entries({ theme, kind, hands })) {
    form.elements[name].closest("div").classList.toggle("is-overruled", understood !== null);
  }
}

// --- completion -----------------------------------------------------------------------------------------------
function onOptionKey(event) {
  if (event.key === "Tab" && !event.shiftKey) complete(options.options[options.marked]);
  else if (event.key === "ArrowDown" && !event.altKey) mark(options.marked + 1);
  else if (event.key === "ArrowUp" && !event.altKey) mark(options.marked - 1);
  else if (event.key === "Escape") showOptions(null);
  else return false;
  return true;
}

function showOptions(found) {
  const list = document.getElementById("record-options");
  options = found && { ...found, marked: 0, options: found.options.slice(0, 8) };
  list.hidden = !options;
  if (!options) {
    text.removeAttribute("aria-activedescendant");
    return;
  }
  list.replaceChildren(
    ...options.options.map((option, index) => {
      const row = Object.assign(document.createElement("li"), { id: `record-option-${index}`, textContent: option.name });
      row.setAttribute("role", "option");
      row.dataset.index = index;
      row.dir = "auto";
      return row;
    }),
  );
  mark(0);
}

function mark(index) {
  options.marked = (index + options.options.length) % options.options.length;
  const rows = [...document.getElementById("record-options").children];
  rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === options.marked)));
  text.setAttribute("aria-activedescendant", rows[options.marked].id);
  rows[options.marked].scrollIntoView({ block: "nearest" });
}

function complete(option) {
  const { start, end, sign } = options;
  text.setRangeText(`${sign}${inFull(option)} `, start, end, "end");
  showOptions(null);
  showUnderstood();
}
