// One's own hand and the queue as everybody sees it: numbers and tickets, no names. Which ticket is ours, our page knows.

import { data, fieldsOf, send, words } from "./room-page.js";
import { clockOf, observeClock, startTime } from "./room-time.js";

const WAIT = 3000; // ms: not everybody asks in the same moment
const SETTLED = 5000; // ms after the line came back
const form = document.getElementById("floor");
const place = (name) => document.getElementById(`floor-${name}`);

let state = {};
let own = {};
let since = 0; // when the turn began, on this device's clock
let back = 0; // when the line came back

function take(floor) {
  if (!floor) return;
  observeClock(floor.clock);
  const isSeen = floor.runs_room && !own.runs_room && state.era !== undefined;
  own = { ...own, ticket: floor.ticket, role: floor.role || own.role, runs_room: floor.runs_room || own.runs_room };
  if (floor.state.tickets && !isOld(floor.state)) state = floor.state;
  if (floor.state.turn === state.turn) since = Date.now() - floor.turn_seconds * 1000;
  if (isSeen) takeOver();
  show();
}

// Of two states the one with the higher number is the later; another era has begun anew.
function isOld(told) {
  return told.era === state.era && told.number < state.number;
}

function hear(told) {
  if (isOld(told)) return;
  if (told.turn !== state.turn) {
    since = Date.now();
    if (told.turn && Date.now() - back < SETTLED) ask(); // it may have begun while we were away
  }
  state = told;
  const isAllTold = state.hands === state.tickets.length;
  if (own.ticket && own.ticket !== state.turn && isAllTold && !state.tickets.includes(own.ticket)) own.ticket = "";
  show();
}

function show() {
  if (!form || !state.tickets) return;
  const mine = own.ticket ? state.tickets.indexOf(own.ticket) + 1 : 0;
  const speaks = Boolean(own.ticket) && own.ticket === state.turn;
  const button = place("hand");
  button.value = own.ticket ? "lower" : "raise";
  button.setAttribute("aria-pressed", String(Boolean(own.ticket)));
  place("label").textContent = words[speaks ? "floor:done" : own.ticket ? "floor:lower" : "floor:raise"];
  place("say").textContent = words[own.ticket ? "floor:say" : "floor:raise"];
  const text = sentence(mine, speaks);
  if (place("state").textContent !== text) place("state").textContent = text;
  place("own-line").hidden = !own.ticket;
  place("turn-line").hidden = !state.turn;
  place("hands-line").hidden = Boolean(own.ticket) || state.hands === 0;
  place("hands").textContent = filled("floor:hands", state.hands);
  form.classList.toggle("is-up", mine > 0);
  form.classList.toggle("is-speaking", speaks);
  showGroups();
  showTurn();
}

function sentence(mine, speaks) {
  if (speaks) return words["floor:yours"];
  if (mine === 1) return words["floor:next"];
  if (mine) return words["floor:place"].replace("%(place)s", mine).replace("%(hands)s", state.hands);
  return own.ticket ? words["floor:waiting"] : "";
}

function filled(word, number) {
  return words[word].replace("%(count)s", number);
}

function showTurn() {
  if (form) place("turn").textContent = state.turn ? clockOf((Date.now() - since) / 1000) : "";
}

function showGroups() {
  const list = place("groups").querySelector("ul");
  place("groups").hidden = state.groups.length === 0;
  list.replaceChildren(
    ...state.groups.map(([group, minutes]) => {
      const [item, name, time] = ["li", "span", "span"].map((tag) => document.createElement(tag));
      name.textContent = words[group === "others" ? "floor:others" : `organisation:${group}`] ?? group;
      time.textContent = filled("floor:minutes", minutes);
      item.append(name, " ", time);
      return item;
    }),
  );
}

async function act(event) {
  event.preventDefault();
  const body = fieldsOf(form);
  body.set("act", event.submitter?.value ?? "raise");
  const answer = await send(form.action, body);
  place("problem").textContent = answer.ok ? "" : answer.message;
  if (!answer.ok) return;
  if (event.submitter === place("say")) place("more").open = false;
  if (body.get("act") === "lower") place("note").value = "";
  take(answer.floor);
}

// After a while away the length of the turn is unknown, and it may be ours without our having raised a hand.
let asking = null;
function ask() {
  asking ??= setTimeout(async () => {
    asking = null;
    const response = await fetch(form.action, { headers: { Accept: "application/json" } }).catch(() => null);
    if (response?.ok) take((await response.json()).floor);
  }, Math.random() * WAIT);
}

function takeOver() {
  own.runs_room = true;
  place("role").hidden = false;
  place("role").classList.add("is-news");
  place("role").querySelector("span").textContent = words["floor:run"];
}

if (data?.floor) {
  if (form) {
    form.addEventListener("submit", act);
    setInterval(() => document.hidden || showTurn(), 1000);
    document.addEventListener("room:floor", ({ detail }) => hear(JSON.parse(detail)));
    document.addEventListener("room:role", ({ detail }) => own.role && detail === own.role && takeOver());
    document.addEventListener("room:line-on", () => (back = Date.now()));
    document.addEventListener("visibilitychange", () => document.hidden || ask());
    document.addEventListener("room:now", ({ detail }) => (form.hidden = detail.dataset.meeting !== "live"));
    document.addEventListener("click", ({ target }) => place("more").contains(target) || (place("more").open = false));
    document.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !place("more").open) return;
      place("more").open = false;
      place("more").querySelector("summary").focus();
    });
  }
  document.addEventListener("room:refreshed", ({ detail }) => take(detail?.floor));
  take(data.floor);
  startTime();
}
