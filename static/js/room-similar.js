// "Already said?": while a point is being typed it is compared with those of its language under the item, here in the browser.
// What is offered can be supported instead; then the draft is put away, once the support has arrived.

import { showStance } from "./room-cards.js";
import { putStance } from "./room-outbox.js";
import { data, mine, points, stances } from "./room-page.js";

const PAUSE = 700; // ms after the last key
const FEWEST_WORDS = 3; // that say something
const MOST = 2; // offers at a time
const RETRY = 30000; // ms before the other texts are asked for again, where that failed

const panel = document.getElementById("similar");
const done = document.getElementById("similar-done");
const news = document.getElementById("similar-news");
const composer = document.getElementById("composer");
const { text } = composer.elements;

let timer = null;
let different = new Set(); // what was declined while this text is being written
let offered = [];
let onItsWay = null; // the support that has not arrived yet, and the text that it may replace
let putAway = null;

// --- what was said: the cards of the page, what came since, and of a long item also what the page does not show --------
let item = "";
let live = new Map(); // point: its texts as [language, text], or nothing where it is gone
let others = { rows: [], etag: "", isFresh: false, after: 0 };
let compared = new Map(); // language: the texts, ready to be compared with
let shownTexts = new Map();

function textsOf(card) {
  const main = card.querySelector(".point-text");
  if (card.dataset.status !== "visible" || !main) return [];
  return [main, ...card.querySelectorAll(".point-also")].map((one) => [one.lang || main.lang, one.textContent]);
}

async function read() {
  if (item !== points.dataset.item) {
    item = points.dataset.item;
    live = new Map();
    others = { rows: [], etag: "", isFresh: false, after: 0 };
    compared = new Map();
  }
  if (document.getElementById("earlier") || data.is_partial) await fetchOthers(item);
  if (compared.size) return;
  shownTexts = new Map();
  for (const [uuid, ...row] of others.rows) shownTexts.set(uuid, [...(shownTexts.get(uuid) ?? []), row]);
  for (const [uuid, texts] of live) shownTexts.set(uuid, texts);
  for (const card of points.children) shownTexts.set(card.dataset.uuid, textsOf(card));
}

async function fetchOthers(asked) {
  if (others.isFresh || Date.now() < others.after) return;
  others.after = Date.now() + RETRY;
  try {
    const address = panel.dataset.address.replace(data.any, asked);
    const response = await fetch(address, { headers: others.etag ? { "If-None-Match": others.etag } : {} });
    if (!response.ok && response.status !== 304) return;
    const rows = response.ok ? await response.json() : others.rows;
    if (item !== asked) return;
    others = { rows, etag: response.headers.get("etag") ?? others.etag, isFresh: true, after: 0 };
    compared = new Map();
  } catch {
    // the line is down: the cards of the page are compared
  }
}

function recordOf(language, Said) {
  if (!compared.has(language)) {
    const texts = [];
    for (const [uuid, held] of shownTexts) {
      held.forEach(([code, one], number) => code === language && texts.push([`${uuid}/${number}`, one]));
    }
    compared.set(language, new Said(texts, language));
  }
  return compared.get(language);
}

// --- comparing --------------------------------------------------------------------------------------------------
async function find() {
  const { ALREADY_SAID, gist, languageOf, Said } = await import("./room-similar-score.js");
  const typed = text.value;
  const language = languageOf(typed, document.documentElement.lang);
  if (gist(typed, language).words.length < FEWEST_WORDS) return [];
  await read();
  const found = recordOf(language, Said).like(typed, { least: ALREADY_SAID, limit: MOST * 5 });
  const uuids = new Set(found.map(([, key]) => key.split("/")[0]));
  return [...uuids].filter((uuid) => !mine.has(uuid) && !different.has(uuid)).slice(0, MOST);
}

async function look() {
  const takes = document.getElementById("now").dataset.takesPoints === "1";
  const typed = text.value;
  const found = takes && !onItsWay ? await find().catch(() => []) : [];
  if (typed === text.value && !onItsWay) offer(found);
}

function offer(uuids) {
  if (uuids.join() === offered.join()) return;
  offered = uuids;
  if (!uuids.length) {
    hide(panel);
    return;
  }
  panel.hidden = false;
  done.hidden = true;
  panel.querySelector("[data-similar=list]").replaceChildren(...uuids.map(lineFor));
  announce(uuids.length === 1 ? news.dataset.one : news.dataset.many, "title", panel);
}

function lineFor(uuid) {
  const line = document.getElementById("similar-one").content.cloneNode(true);
  const [[language, words]] = shownTexts.get(uuid);
  const shown = line.querySelector(".similar-text");
  shown.textContent = words;
  shown.lang = language;
  const button = line.querySelector("button");
  button.dataset.uuid = uuid;
  button.hidden = stances.get(uuid) === "support";
  line.querySelector(".similar-have").hidden = !button.hidden;
  return line;
}

function announce(words, place, within) {
  news.textContent = words;
  within.querySelector(`[data-similar=${place}]`).textContent = words;
}

// --- supporting instead -----------------------------------------------------------------------------------------
async function support(uuid) {
  if (onItsWay) return;
  onItsWay = { uuid, typed: text.value, isPut: false };
  announce(news.dataset.sending, "title", panel);
  const before = stances.get(uuid) ?? "none";
  stances.set(uuid, "support");
  showStance(uuid);
  const button = document.getElementById("controls-other").content.querySelector("[data-stance=support]");
  const address = button.getAttribute("formaction").replace(data.any, uuid);
  await putStance({ uuid, stance: "support", before, address });
  onItsWay.isPut = true;
}

function arrived({ detail: waiting }) {
  if (!onItsWay?.isPut || waiting.some((entry) => entry.is === "stance" && entry.uuid === onItsWay.uuid)) return;
  const isSame = text.value === onItsWay.typed;
  const isWithin = panel.contains(document.activeElement);
  putAway = isSame ? onItsWay : null;
  different.add(onItsWay.uuid);
  onItsWay = null;
  done.hidden = false;
  done.querySelector("[data-similar=restore]").hidden = !isSame;
  if (isWithin) done.querySelector("button:not([hidden])").focus();
  if (isSame) write("");
  else offer([]);
  announce(isSame ? news.dataset.away : news.dataset.counted, "done", done);
}

function refused({ detail }) {
  if (detail.uuid !== onItsWay?.uuid) return;
  onItsWay = null;
  close();
}

function restore() {
  const { uuid, typed } = putAway;
  write([typed, text.value].filter(Boolean).join("\n"));
  different.add(uuid);
  close();
}

// As if it had been typed: the draft is kept with it.
function write(value) {
  text.value = value;
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function close() {
  for (const uuid of offered) different.add(uuid);
  offer([]);
  hide(done);
  news.textContent = "";
}

// Whoever stands in what goes away is led back to their text; nobody else is moved.
function hide(one) {
  if (one.contains(document.activeElement)) text.focus();
  one.hidden = true;
}

function act(event) {
  const button = event.target.closest("button[data-similar]");
  if (!button) return;
  if (button.dataset.similar === "support") support(button.dataset.uuid);
  else if (button.dataset.similar === "restore") restore();
  else close();
}

function typing() {
  clearTimeout(timer);
  if (text.value.trim()) {
    timer = setTimeout(look, PAUSE);
  } else if (!onItsWay) {
    different = new Set();
    offer([]);
  }
}

// --- begin ------------------------------------------------------------------------------------------------------
text.addEventListener("input", typing);
for (const one of [panel, done]) one.addEventListener("click", act);
composer.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !(panel.hidden && done.hidden)) close();
});
composer.addEventListener("submit", () => {
  clearTimeout(timer);
  close();
  different = new Set();
});
document.addEventListener("room:card", ({ detail: card }) => {
  if (card.dataset.item !== item) return;
  live.set(card.dataset.uuid, textsOf(card));
  compared = new Map();
});
document.addEventListener("room:refreshed", () => {
  live = new Map();
  others.isFresh = false;
  others.after = 0;
  compared = new Map();
});
document.addEventListener("room:waiting", arrived);
document.addEventListener("room:stance-refused", refused);
document.addEventListener("room:now", () => offer([]));
