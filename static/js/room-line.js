// The line to the server: the stream, looking again where there is none, and a fresh page when one is due.

import { cardInView, isAtEnd, keepPlace, mergeCards } from "./room-cards.js";
import { data, isDesk, mine, points, stances, tell, words } from "./room-page.js";

const POLL_PAUSE = 10000; // ms, where there is no stream
const RENEW_PAUSE = 30000; // ms between two attempts to fetch a page that is due, at most
const PATIENCE = 6000; // ms: a stream that is opened anew within these was not away
const POLLS = 6; // as often the page is looked at before a stream is tried again
const OTHER_EVENTS = ["floor", "poll", "featured", "role", "late"]; // told to the other modules of the page

let handlers = {};
let heard = null; // what came while a fresh page was on its way
let refreshing = null; // a fresh page on its way
let isDue = false;
let isRenewing = false;
let missing = null; // the timer since the stream was lost

// `own` handles what the events `point` and `item` bring; others hear the rest from the document.
export function listen(own) {
  handlers = { ...own };
  for (const name of OTHER_EVENTS) handlers[name] = (detail) => tell(name, detail);
  open();
}

function open() {
  const stream = new EventSource(`${data.stream}?after=${encodeURIComponent(data.last)}`);
  stream.addEventListener("open", () => {
    clearTimeout(missing);
    missing = null;
    showLine("on");
    tell("line-on");
  });
  for (const [name, handle] of Object.entries(handlers)) {
    stream.addEventListener(name, ({ data: detail, lastEventId }) => {
      heard?.push({ name, detail, id: lastEventId });
      data.last = lastEventId || data.last;
      handle(detail);
    });
  }
  stream.addEventListener("reload", renew);
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) poll(POLLS);
    else missing ??= setTimeout(() => showLine("off"), PATIENCE);
  });
}

// No stream: there is none behind this address, or a proxy has lost the site for a moment.
function poll(times, pause = Math.random() * 1000) {
  setTimeout(async () => {
    if (!document.hidden) showLine((await refresh()) ? "poll" : "off");
    if (times > 1) poll(times - 1, POLL_PAUSE * (0.75 + Math.random() / 2));
    else open();
  }, pause);
}

function showLine(state) {
  const shown = document.getElementById("line");
  if (!shown) return;
  shown.dataset.state = state === "poll" ? "on" : state;
  shown.querySelector("[data-line-text]").textContent = words[`line:${state}`];
}

// Returns whether the server gave a page.
export function refresh() {
  refreshing ??= fetchPage().catch(() => false);
  return refreshing;
}

async function fetchPage() {
  heard = [];
  let page = null;
  try {
    const response = await fetch(freshAddress(), { headers: { Accept: "text/html" } });
    if (response.ok) page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    // the line is down: the stream says so, and tries again
  }
  const meanwhile = heard;
  refreshing = heard = null; // what came meanwhile may ask for the page once more
  if (page) show(page, meanwhile);
  return Boolean(page);
}

// Whoever is told to reload is not told again: until there is a page, and one asked for after that.
async function renew() {
  isDue = true;
  if (isRenewing) return;
  isRenewing = true;
  for (let pause = 1000; isDue; pause = Math.min(2 * pause, RENEW_PAUSE)) {
    await new Promise((done) => setTimeout(done, Math.random() * pause));
    await refreshing;
    isDue = false;
    isDue = !(await refresh()) || isDue;
  }
  isRenewing = false;
}

// The page of the newest points; further back only for who reads there.
function freshAddress() {
  const address = new URL(location.href);
  address.hash = "";
  if (isDesk || data.is_partial || !points || isAtEnd()) return address;
  const read = cardInView();
  if (read && [...points.children].indexOf(read) < points.children.length - data.window) {
    address.searchParams.set("from", read.dataset.uuid);
  }
  return address;
}

function show(page, meanwhile) {
  const fresh = JSON.parse(page.getElementById("room-data")?.textContent ?? "{}");
  mine.clear();
  stances.clear();
  takeMarks(fresh);
  const list = page.getElementById("points");
  keepPlace(() => {
    for (const id of ["now", "points-empty"]) swap(page, id);
    for (const region of document.querySelectorAll("[data-live-region]")) swap(page, region.id);
    if (list && points) takeList(page, list);
  });
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token ?? field.value;
  tell("refreshed", fresh);
  // What the stream brought meanwhile may be newer than the page.
  for (const { name, detail, id } of meanwhile) if (isAfter(id, fresh.last)) handlers[name](detail);
}

function takeList(page, list) {
  swap(page, "points-ways");
  points.dataset.item = list.dataset.item;
  mergeCards(document.adoptNode(list));
}

export function takeMarks(fresh) {
  for (const uuid of fresh.mine ?? []) mine.add(uuid);
  for (const [uuid, stance] of Object.entries(fresh.stances ?? {})) stances.set(uuid, stance);
}

// Events are numbered within an epoch: <epoch>.<number>.
function isAfter(id, last) {
  const [epoch, number] = id.split(".");
  const [lastEpoch, lastNumber] = (last ?? "").split(".");
  return epoch !== lastEpoch || Number(number) > Number(lastNumber);
}

function swap(page, id) {
  const fresh = page.getElementById(id);
  const shown = document.getElementById(id);
  if (!fresh || !shown) return;
  const focused = shown.contains(document.activeElement) ? document.activeElement.id : "";
  shown.replaceWith(document.adoptNode(fresh));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}
