// The page that stands in for a room which cannot be reached: what waits on this device, and back as soon as the room answers.

import { changed, now } from "./room-outbox.js";
import { data } from "./room-page.js";
import { store } from "./room-store.js";
import { startWaiting } from "./room-waiting.js";

const PAUSES = [2000, 30000]; // ms between two attempts: the first, and the longest
let failures = 0;
let timer = null;

start();

async function start() {
  data.room = location.pathname.split("/")[2];
  data.owner = (await store.get("rooms", data.room))?.owner;
  now.isDown = true;
  startWaiting();
  await changed();
  document.getElementById("again").addEventListener("click", tryAgain);
  window.addEventListener("online", tryAgain);
  wait();
}

function wait() {
  const pause = Math.min(PAUSES[0] * 2 ** failures++, PAUSES[1]);
  clearTimeout(timer);
  timer = setTimeout(tryAgain, pause * (0.5 + Math.random()));
}

async function tryAgain() {
  try {
    const response = await fetch(location.href, { method: "HEAD", redirect: "manual", cache: "no-store" });
    if (response.status < 500) {
      location.reload();
      return;
    }
  } catch {
    // not yet
  }
  wait();
}
