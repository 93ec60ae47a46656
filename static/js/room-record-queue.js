// What the rapporteur has logged and the server has not: it waits on this device through dead lines and reloads, and is sent
// in the order of writing. Each point carries its identifier, so that a repeat adds nothing.

import { refresh } from "./room-line.js";
import { data, fieldsOf, send, tell } from "./room-page.js";
import { store } from "./room-store.js";

const PAUSES = [1000, 30000]; // ms between two attempts: the first, and the longest

let owner = "";
let failures = 0;
let timer = null;
let isSending = false;
let isDue = false;
let isSignedOut = false; // an answer was a page to sign in

export function startQueue() {
  owner = `record-${data.stream}`; // the meeting's: what waits under one item is sent from the page of the next as well
  window.addEventListener("online", sendAnew);
  document.addEventListener("room:line-on", sendAnew);
  document.addEventListener("visibilitychange", () => document.hidden || sendAnew());
  tellAll();
  sendSoon();
}

export async function waiting() {
  const entries = await store.all("waiting");
  return entries.filter((entry) => entry.owner === owner).sort((one, other) => one.order - other.order);
}

// `fields` is what the form sends; it is kept before anything else happens.
export async function put(address, fields) {
  await store.put("waiting", { owner, is: "record", state: "waiting", address, fields });
  await tellAll();
  sendSoon();
}

export async function take(order) {
  const entry = await store.get("waiting", order);
  await store.remove("waiting", order);
  await tellAll();
  return entry;
}

async function tellAll() {
  tell("record-waiting", { entries: await waiting(), isDown: failures > 0, isSignedOut });
}

function sendAnew() {
  failures = 0;
  sendSoon();
}

function sendSoon(pause = 0) {
  clearTimeout(timer);
  timer = setTimeout(run, pause);
}

async function run() {
  isDue = isSending;
  if (isSending) return;
  isSending = true;
  try {
    // Two pages of one rapporteur do not send the same at once; without locks (plain http) the identifiers see to it.
    if (navigator.locks) await navigator.locks.request(`majlis-${owner}`, sendAll);
    else await sendAll();
  } finally {
    isSending = false;
    if (isDue) sendSoon();
  }
}

async function sendAll() {
  for (;;) {
    const next = (await waiting()).find((entry) => entry.state === "waiting");
    if (!next) return;
    const body = fieldsOf(document.getElementById("room-act"));
    for (const [name, value] of Object.entries(next.fields)) body.set(name, value);
    const answer = await send(next.address, body);
    isSignedOut = answer.ok && !answer.isJson;
    if (answer.ok && answer.isJson) {
      await store.remove("waiting", next.order);
      tell("record-logged", answer);
    } else if (answer.isJson && answer.status < 500) {
      await store.update("waiting", next.order, (kept) => kept && { ...kept, state: "refused", message: answer.message });
    } else {
      if (answer.status === 403) await refresh(); // the page's token against forged requests was too old
      sendSoon(Math.min(PAUSES[0] * 2 ** failures++, PAUSES[1]) * (0.75 + Math.random() / 2));
      await tellAll();
      return;
    }
    failures = 0;
    await tellAll();
  }
}
