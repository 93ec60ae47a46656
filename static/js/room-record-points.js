// The points as a rapporteur walks them: one is chosen, some may be marked, and single keys act on them.

import { data, points } from "./room-page.js";
import { openEditor } from "./room-record-editor.js";
import { chooseTarget } from "./room-merge.js";
import { act, undo } from "./room-undo.js";

const record = data?.record;
const marked = new Set();
let chosen = ""; // uuid
let goToText = () => {};

export function startPoints(toText) {
  goToText = toText;
  document.addEventListener("keydown", onKeyAnywhere);
  points.addEventListener("keydown", onKey);
  points.addEventListener("focusin", (event) => choose(event.target.closest(".point")));
  points.addEventListener("click", onClick);
  document.addEventListener("room:card", ({ detail: card }) => restore(card));
  document.addEventListener("room:refreshed", () => restore());
  for (const card of points.children) dress(card);
}

// --- choosing -------------------------------------------------------------------------------------------------
export function lastPoint() {
  return points.querySelector(".point:last-of-type");
}

export function focusPoint(card) {
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

function choose(card) {
  if (!card) return;
  chosen = card.dataset.uuid;
  for (const other of points.querySelectorAll(".is-chosen")) other.classList.remove("is-chosen");
  card.classList.add("is-chosen");
}

function step(by) {
  const cards = [...points.querySelectorAll(".point")];
  const at = cards.findIndex((card) => card.dataset.uuid === chosen);
  const isIn = points.contains(document.activeElement);
  const next = isIn ? Math.min(Math.max(at + by, 0), cards.length - 1) : by > 0 ? 0 : cards.length - 1;
  focusPoint(cards[next]);
}

// A card that was put in afresh keeps its place, its mark and, where it had it, the focus.
function restore(card) {
  for (const one of card ? [card] : points.querySelectorAll(".point")) dress(one);
  const again = document.getElementById(`point-${chosen}`);
  if (!again) return;
  again.classList.add("is-chosen");
  if (isListMode && document.activeElement === document.body) focusPoint(again);
}

let isListMode = false;
document.addEventListener("focusin", (event) => {
  isListMode = points?.contains(event.target) && event.target.matches(".point");
});

function dress(card) {
  card.classList.toggle("is-marked", marked.has(card.dataset.uuid));
}

function mark(card) {
  if (!marked.delete(card.dataset.uuid)) marked.add(card.dataset.uuid);
  dress(card);
  showMarked();
}

function unmarkAll() {
  marked.clear();
  for (const card of points.querySelectorAll(".is-marked")) dress(card);
  showMarked();
}

function showMarked() {
  const shown = document.getElementById("record-marked");
  shown.hidden = marked.size === 0;
  shown.textContent = record.words.marked.replace("%(count)s", marked.size);
}

// What an act is about: the marked points, or else the chosen one.
function subjects(card) {
  return marked.size ? [...marked] : [card.dataset.uuid];
}

// --- keys -----------------------------------------------------------------------------------------------------
// On a keyboard of another script the place of the key counts.
function keyOf(event) {
  if (/^[\p{Script=Latin}\d?]$/u.test(event.key) || event.key.length > 1 || event.key === " ") return event.key;
  return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
}

function onKeyAnywhere(event) {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const isTyping = event.target.matches("input, textarea, select");
  const key = keyOf(event);
  if (event.altKey && (key === "ArrowUp" || key === "ArrowDown")) {
    event.preventDefault();
    step(key === "ArrowUp" ? -1 : 1);
  } else if (key === "Escape" && !event.target.closest(".point-editor")) {
    event.preventDefault();
    if (event.target.closest(".point")) goToText();
    else focusPoint(document.getElementById(`point-${chosen}`) ?? lastPoint());
  } else if (!isTyping && key === "z" && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    undo();
  } else if (!isTyping && key === "?") {
    event.preventDefault();
    document.getElementById("record-keys").showModal();
  }
}

function onKey(event) {
  const card = event.target.closest(".point");
  if (!card || event.target !== card || event.altKey || event.ctrlKey || event.metaKey) return;
  const work = KEYS[keyOf(event)];
  if (!work) return;
  event.preventDefault();
  work(card);
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Home: () => focusPoint(points.querySelector(".point")),
  End: () => focusPoint(lastPoint()),
  " ": mark,
  e: (card) => openEditor("text", card),
  s: (card) => openEditor("split", card),
  t: (card) => openEditor("theme", card, subjects(card), unmarkAll),
  K: (card) => openEditor("kind", card, subjects(card), unmarkAll),
  h: (card) => openEditor("hands", card, subjects(card), unmarkAll),
  x: hideOrShow,
  m: merge,
  ...Object.fromEntries((record?.kinds ?? []).map(({ value }, index) => [index + 1, (card) => fileAs(card, value)])),
};

// --- acts -----------------------------------------------------------------------------------------------------
function onClick(event) {
  const button = event.target.closest("[data-key]");
  const card = event.target.closest(".point");
  if (button) {
    event.preventDefault();
    card.focus();
    KEYS[button.dataset.key](card);
  } else if (card && !event.target.closest("a, button") && !getSelection().toString()) {
    card.focus();
  }
}

function addressOf(name, uuid) {
  return record.point[name].replace(data.any, uuid);
}

async function hideOrShow(card) {
  const isHidden = card.dataset.status === "hidden";
  const answer = await act(addressOf(isHidden ? "show" : "hide", card.dataset.uuid));
  if (answer.ok) card.dataset.status = isHidden ? "visible" : "hidden";
}

async function fileAs(card, kind) {
  const answer = await act(record.tag, { points: subjects(card), kind });
  if (answer.ok) unmarkAll();
}

async function merge(card) {
  const { uuid } = card.dataset;
  if (!marked.size || (marked.size === 1 && marked.has(uuid))) {
    const target = await chooseTarget(card);
    if (!target) return;
    const answer = await act(addressOf("merge", uuid), { target });
    if (answer.ok) focusPoint(document.getElementById(`point-${target}`) ?? lastPoint());
    return;
  }
  const answer = await act(addressOf("gather", uuid), { points: [...marked] });
  if (answer.ok) unmarkAll();
}
