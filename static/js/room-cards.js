// Cards of points: the same bytes for all; what depends on the reader (mine, my stance, their language) is put in here.

import { data, isDesk, mine, points, stances, tell, words } from "./room-page.js";

const NEWS_PAUSE = 8000; // ms: screen readers hear of new points at most this often
const NEAR_END = 240; // px: who is this close to the newest point is taken along

export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const word of template.content.querySelectorAll("[data-word]")) {
    word.textContent = words[word.dataset.word] ?? word.textContent;
  }
  return template.content.firstElementChild;
}

export function addControls(card) {
  card.querySelector(".point-controls")?.remove();
  const uuid = card.dataset.uuid;
  const isMine = mine.has(uuid);
  const template = document.getElementById(isMine ? "controls-mine" : "controls-other");
  if (!template) return;
  const controls = template.content.cloneNode(true);
  for (const button of controls.querySelectorAll("[formaction]")) {
    button.setAttribute("formaction", button.getAttribute("formaction").replace(data.any, uuid));
    if (button.dataset.stance) press(button, stances.get(uuid));
  }
  for (const link of controls.querySelectorAll("a")) {
    const address = link.getAttribute("href").replace(data.any, uuid);
    const needsSeat = !isDesk && card.dataset.attribution === "attributed";
    link.setAttribute("href", needsSeat ? address.replace("/points/", "/here/points/") : address);
  }
  card.classList.toggle("is-mine", isMine);
  card.append(controls);
}

function press(button, stance) {
  const isPressed = button.dataset.stance === stance;
  button.setAttribute("aria-pressed", String(isPressed));
  button.value = isPressed ? "none" : button.dataset.stance;
}

export function showStance(uuid) {
  for (const button of document.querySelectorAll(`[data-uuid="${uuid}"] [data-stance]`)) press(button, stances.get(uuid));
}

// The same event twice changes nothing the second time.
export function showCard(html) {
  const card = parse(html);
  if (!points || card.dataset.item !== points.dataset.item) return;
  const shown = document.getElementById(card.id);
  const status = card.dataset.status;
  if (status === "hidden" && isDesk && shown) {
    shown.dataset.status = status;
  } else if (status !== "visible") {
    shown?.remove();
  } else if (shown) {
    replace(shown, card);
  } else {
    add(card);
  }
  showWhetherEmpty();
  tell("card", card);
}

function replace(shown, card) {
  addControls(card);
  const focused = shown.contains(document.activeElement) ? document.activeElement.dataset.stance : null;
  shown.replaceWith(card);
  if (focused) card.querySelector(`[data-stance="${focused}"]`)?.focus();
}

function add(card) {
  if (data.is_partial) return; // earlier points, or one's own: what is new is on the page of the newest
  addControls(card);
  card.classList.add("is-new");
  keepPlace(() => insert(card));
  if (!mine.has(card.dataset.uuid)) tellNews();
}

function insert(card) {
  let before = points.lastElementChild;
  while (before && follows(before, card)) before = before.previousElementSibling;
  points.insertBefore(card, before ? before.nextElementSibling : points.firstElementChild);
}

// The cards of a fresh page take the places of those that are shown; what it does not have goes.
export function mergeCards(fresh) {
  const focused = document.activeElement?.closest?.(".point") && document.activeElement;
  const cards = [...fresh.children];
  const uuids = new Set(cards.map((card) => card.dataset.uuid));
  for (const shown of [...points.children]) if (!uuids.has(shown.dataset.uuid)) shown.remove();
  for (const card of cards) {
    const shown = document.getElementById(card.id);
    if (shown) shown.replaceWith(card);
    else insert(card);
  }
  refocus(focused);
}

function refocus(lost) {
  if (!lost || lost.isConnected) return;
  const again = [...document.querySelectorAll(".point :is(a, button)")].find(
    (one) => (one.formAction ?? one.href) === (lost.formAction ?? lost.href) && one.dataset.stance === lost.dataset.stance,
  );
  again?.focus({ preventScroll: true });
}

function follows(card, other) {
  const difference = Number(card.dataset.position) - Number(other.dataset.position);
  return difference > 0 || (difference === 0 && card.dataset.uuid > other.dataset.uuid);
}

export function showWhetherEmpty() {
  document.getElementById("points-empty").hidden = !points.dataset.item || points.children.length > 0;
}

export function isAtEnd() {
  return window.innerHeight + window.scrollY > document.documentElement.scrollHeight - NEAR_END;
}

export function cardInView() {
  return [...points.children].find((card) => card.getBoundingClientRect().bottom > 0);
}

// Whoever reads at the end is taken along to what is new; for everybody else what they read stays where it is.
export function keepPlace(change, followsEnd = isAtEnd()) {
  const read = followsEnd ? null : cardInView();
  const before = read?.getBoundingClientRect().top;
  change();
  if (followsEnd) {
    toEnd();
    return;
  }
  const again = read && document.getElementById(read.id);
  if (again) window.scrollBy(0, again.getBoundingClientRect().top - before);
}

export function toEnd() {
  window.scrollTo({ top: document.documentElement.scrollHeight });
}

// --- news for those who listen to the page ----------------------------------------------------------
let news = 0;
let newsTimer = null;

function tellNews() {
  news += 1;
  newsTimer ??= setTimeout(() => {
    const text = news === 1 ? words["news:one"] : words["news:many"].replace("%(count)s", news);
    document.getElementById("news").textContent = text;
    news = 0;
    newsTimer = null;
  }, NEWS_PAUSE);
}
