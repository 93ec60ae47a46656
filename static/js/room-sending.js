// Sends what waits in the outbox, in the order of writing, however often line, page or server go down. Each point carries an
// identifier of its own, so that the server takes a repeat for what it is.

import { refresh } from "./room-line.js";
import { changed, hearOtherPages, now, waitingEntries } from "./room-outbox.js";
import { data, fieldsOf, say, send, tell, words } from "./room-page.js";
import { store } from "./room-store.js";

const PATIENCE = 20000; // ms for an answer
const LEASE = 30000; // ms: longer than one answer may take
const PAUSES = [1000, 60000]; // ms between two attempts: the first, and the longest
const OPEN_PAUSE = 30000; // ms between two attempts while the agenda item takes nothing yet
const me = Math.random().toString(36).slice(2);

let failures = 0;
let timer = null;
let isRunning = false;
let isDue = false;

export function startSending() {
  hearOtherPages();
  for (const name of ["online", "pageshow"]) window.addEventListener(name, sendAnew);
  document.addEventListener("visibilitychange", () => document.hidden || sendAnew());
  for (const name of ["line-on", "now"]) document.addEventListener(`room:${name}`, sendAnew);
  document.addEventListener("room:put", () => sendSoon());
  document.addEventListener("room:refreshed", () => {
    now.isLost = false;
    if (!isRunning) sendSoon(Math.random() * 300);
  });
  store.update("rooms", data.room, (room) => ({ ...room, room: data.room, owner: data.owner }));
  changed();
  sendSoon();
}

function sendAnew() {
  failures = 0;
  sendSoon(Math.random() * 300);
}

function sendSoon(pause = 0) {
  clearTimeout(timer);
  timer = setTimeout(run, pause);
}

async function run() {
  if (isRunning) {
    isDue = true;
    return;
  }
  isRunning = true;
  try {
    await alone(sendAll);
  } finally {
    isRunning = false;
    if (isDue) sendSoon();
    isDue = false;
  }
}

// Of all pages that are open one sends: by a lock, or by a lease where there are no locks (plain http).
async function alone(work) {
  if (navigator.locks) await navigator.locks.request(`majlis-${data.owner}`, work);
  else if (await takeLease()) await work();
  else sendSoon(LEASE / 10);
}

async function takeLease() {
  const time = Date.now();
  const room = await store.update("rooms", data.room, (kept) =>
    kept?.until > time && kept.holder !== me ? null : { ...kept, room: data.room, holder: me, until: time + LEASE },
  );
  return room?.holder === me;
}

async function sendAll() {
  const held = new Set(); // agenda items that take nothing yet: what comes after in them waits as well
  for (;;) {
    const next = (await waitingEntries()).find((entry) => canGo(entry, held));
    if (!next || now.isLost) break;
    if (!navigator.locks && !(await takeLease())) break;
    now.sending = next.order;
    await changed();
    const answer = await deliver(next);
    now.sending = null;
    now.isDown = !(await settle(next, answer, held));
    await changed();
    if (now.isDown) {
      sendSoon(pauseAfter(failures++));
      return;
    }
    failures = 0;
  }
  if (held.size) sendSoon(OPEN_PAUSE * (0.5 + Math.random()));
}

function canGo(entry, held) {
  return entry.state === "waiting" && !now.edited.has(entry.order) && !(entry.is === "point" && held.has(entry.item));
}

// Longer from one failure to the next, and never all devices at once.
function pauseAfter(failed) {
  return Math.min(PAUSES[0] * 2 ** failed, PAUSES[1]) * (0.5 + Math.random());
}

function deliver(entry) {
  if (entry.is === "stance") return post(entry.address, { [entry.field ?? "stance"]: entry.stance }); // or the answer to a poll
  const { uuid, item, text, kind, rule } = entry;
  return post(addressFor(entry), { uuid, item, text, kind, chosen: rule });
}

async function post(address, fields) {
  const body = fieldsOf(document.getElementById("room-act"));
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), PATIENCE);
  const answer = await send(address, body, { keepalive: true, redirect: "manual", signal: stop.signal });
  clearTimeout(patience);
  return answer;
}

// The rule that was in sight when it was typed goes with it, and can only become stricter. The seat is shown only where
// something of the person would be kept, by that rule and by the item's as far as this page knows it.
function addressFor(entry) {
  const shown = document.getElementById("now").dataset;
  const rules = [entry.rule];
  if (shown.item === entry.item) rules.push(data.rules[shown.rule][0].rule);
  return rules.every((rule) => data.seat_rules.includes(rule)) ? data.log.seat : data.log.voice;
}

// Returns whether the next one can be sent: not where line or server should be given time.
async function settle(entry, answer, held) {
  const isPoint = entry.is === "point";
  if (answer.ok && answer.state === "late") {
    if (answer.status === 200 && entry.isCorrected) say(words["waiting:uncorrected"], "bad");
    return keep(entry, { state: "late" });
  }
  if (answer.ok) return isPoint ? arrive(entry, answer) : drop(entry);
  if (answer.status === 403 && answer.isJson) {
    now.isLost = true;
    return true;
  }
  if (answer.status === 403) await refresh(); // the page's token against forged requests was too old
  if (!answer.isJson || answer.state === "retry" || answer.status >= 500) return false;
  if (answer.state === "planned" && isPoint) {
    held.add(entry.item);
    return keep(entry, { isHeld: true });
  }
  if (isPoint) return keep(entry, { state: "refused", message: answer.message });
  tell("stance-refused", { ...entry, message: answer.message });
  return drop(entry);
}

async function keep(entry, state) {
  await store.update("waiting", entry.order, (kept) => kept && { ...kept, ...state });
  return true;
}

// What has taken its place while it was on its way stays, to be sent next.
async function drop(entry) {
  const kept = await store.get("waiting", entry.order);
  if (kept?.turn === entry.turn) await store.remove("waiting", entry.order);
  return true;
}

async function arrive(entry, answer) {
  const followsCorrection = answer.status === 200 && entry.isCorrected;
  if (followsCorrection) {
    const said = await correct(entry, answer.card);
    if (!said.ok && !said.status) return false;
    if (!said.ok) say(words["waiting:uncorrected"], "bad");
  }
  await drop(entry);
  tell("arrived", followsCorrection ? { uuid: answer.uuid } : answer);
  if (followsCorrection) await refresh();
  return true;
}

// It had arrived before it was corrected, and the answer was lost: the correction follows it.
function correct(entry, card) {
  const isNamed = card.includes('data-attribution="attributed"');
  return post(`${isNamed ? data.log.seat : data.log.voice}${entry.uuid}/`, { text: entry.text });
}
