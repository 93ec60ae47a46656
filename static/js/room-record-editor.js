// Changing a point in its place: its text, where it is split, its theme, kind and hands. One editor at a time.

import { data, points } from "./room-page.js";
import { act } from "./room-undo.js";

const record = data?.record;
let open = null; // { form, uuid }

// `what` is text, split, theme, kind or hands; the last three may be about several points.
export function openEditor(what, card, subjects = [card.dataset.uuid], done = () => {}) {
  open?.form.closest("li").remove();
  const row = document.getElementById(`editor-${what}`).content.cloneNode(true).firstElementChild;
  const form = row.querySelector("form");
  const field = form.querySelector("[data-field]");
  open = { form, uuid: card.dataset.uuid };
  fill(what, card, form, field, subjects);
  card.after(row);
  field.focus();
  if (what === "split") startSplitting(form, field);
  form.addEventListener("keydown", (event) => onKey(event, form));
  form.querySelector("[data-cancel]").addEventListener("click", close);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = fieldsToSend(what, form, field, subjects);
    if (fields) save(open, what, fields, done);
  });
  row.scrollIntoView({ block: "nearest" });
}

function fill(what, card, form, field, subjects) {
  const text = card.querySelector(".point-text");
  if (what === "text" || what === "split") {
    form.dataset.seen = text?.textContent ?? "";
    field.value = form.dataset.seen;
    field.lang = text?.lang ?? "";
  } else if (subjects.length === 1 && what === "kind") {
    field.value = card.dataset.kind;
  } else if (subjects.length === 1 && what === "theme") {
    const shown = card.querySelector(".point-theme")?.textContent;
    field.value = record.themes.find((theme) => theme.name === shown)?.value ?? "item";
  } else if (subjects.length === 1 && what === "hands") {
    field.value = card.querySelector("[data-count=hands] b")?.textContent ?? "";
  }
  if (what === "text") field.setSelectionRange(field.value.length, field.value.length);
}

function onKey(event, form) {
  if (event.isComposing) return;
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close();
  } else if (event.key === "Enter" && !event.shiftKey && event.target.matches("textarea, select, input")) {
    event.preventDefault();
    form.requestSubmit();
  }
}

// The next key is for the point already. What the server does not take comes back to be mended.
async function save(held, what, fields, done) {
  const row = held.form.closest("li");
  close();
  const address = ["text", "split"].includes(what) ? addressOf(what, held.uuid) : record.tag;
  const answer = await act(address, fields);
  if (answer.ok) {
    done();
    return;
  }
  open?.form.closest("li").remove();
  open = held;
  document.getElementById(`point-${held.uuid}`)?.after(row);
  row.querySelector("[data-field]").focus();
}

function fieldsToSend(what, form, field, subjects) {
  const { seen } = form.dataset;
  if (what === "text") return { text: field.value, seen };
  if (what !== "split") {
    const empty = { theme: "item", hands: "none" }[what] ?? "";
    return { points: subjects, [what]: field.value || empty };
  }
  const [first, second] = halves(field);
  if (first && second) return { first, second, seen };
  form.querySelector("[data-problem]").textContent = record.words.split_nowhere;
  return null;
}

function close() {
  const card = open && document.getElementById(`point-${open.uuid}`);
  open?.form.closest("li").remove();
  open = null;
  card?.focus();
}

function addressOf(what, uuid) {
  return record.point[what === "text" ? "edit" : what].replace(data.any, uuid);
}

// --- splitting ------------------------------------------------------------------------------------------------
// The cursor begins where a sentence ends nearest to the middle; both halves are shown as it moves.
function startSplitting(form, field) {
  const middle = field.value.length / 2;
  const ends = [...field.value.matchAll(/[.!?؟。;؛]\s+|\n+/gu)].map((match) => match.index + match[0].length);
  const best = ends.sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle))[0];
  const at = best ?? field.value.indexOf(" ", middle) + 1;
  field.setSelectionRange(at, at);
  const show = () => {
    const [first, second] = halves(field);
    form.querySelector("[data-first]").textContent = first;
    form.querySelector("[data-second]").textContent = second;
    form.querySelector("[data-problem]").textContent = "";
  };
  for (const name of ["input", "keyup", "click", "select"]) field.addEventListener(name, show);
  show();
}

function halves(field) {
  const at = field.selectionStart;
  return [field.value.slice(0, at).trim(), field.value.slice(at).trim()];
}

// --- a fresh list ---------------------------------------------------------------------------------------------
// A card that is put in afresh, or a whole fresh list, leaves what is being typed as it is.
document.addEventListener("room:refreshed", keep);
document.addEventListener("room:card", keep);

function keep() {
  if (!open || !points) return;
  const row = open.form.closest("li");
  const card = document.getElementById(`point-${open.uuid}`);
  if (row.isConnected && row.previousElementSibling === card) return;
  const field = open.form.querySelector("[data-field]");
  const selection = [field.selectionStart, field.selectionEnd];
  if (card) card.after(row);
  else points.append(row);
  field.focus();
  if (selection[0] !== null && selection[0] !== undefined) field.setSelectionRange(...selection);
}
