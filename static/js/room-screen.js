// The screen for everybody in the room: it looks anew when something changes, and counts as it goes.

import { data, words } from "./room-page.js";
import { startTime } from "./room-time.js";

const PAUSE = 300; // ms: several changes at once are one look
const POLL_PAUSE = 10000; // ms, where there is no stream
let due = null;

function look() {
  due ??= setTimeout(async () => {
    due = null;
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (response.ok) show(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch {
      // the line is down: the stream says so, and tries again
    }
  }, PAUSE);
}

function show(page) {
  document.getElementById("screen").replaceWith(document.adoptNode(page.getElementById("screen")));
  document.dispatchEvent(new CustomEvent("room:refreshed"));
}

function countAnswers(detail) {
  const { poll, answers } = JSON.parse(detail);
  const shown = document.querySelector(`[data-answers="${poll}"]`);
  if (shown) shown.textContent = Math.max(answers, Number(shown.textContent));
}

// The point that is put up, with its counts as they are now.
function takePoint(html) {
  const { subject, kind } = document.getElementById("screen").dataset;
  if (kind !== "point" || !html.includes(subject)) return;
  const card = new DOMParser().parseFromString(html, "text/html");
  const counts = card.querySelector(`[data-uuid="${subject}"] .point-counts`);
  if (!counts) return;
  for (const word of counts.querySelectorAll("[data-word]")) word.textContent = words[word.dataset.word] ?? word.textContent;
  document.querySelector(".point-counts").replaceWith(document.adoptNode(counts));
  document.querySelector(".screen-text").textContent = card.querySelector(".point-text").textContent;
}

function say(state) {
  document.getElementById("line").textContent = words[`line:${state}`];
}

const stream = new EventSource(`${data.stream}?after=${encodeURIComponent(data.last)}`);
stream.addEventListener("open", () => say("on"));
for (const name of ["item", "featured", "reload"]) stream.addEventListener(name, look);
stream.addEventListener("poll", (event) => (event.data.startsWith("{") ? countAnswers(event.data) : look()));
stream.addEventListener("point", (event) => takePoint(event.data));
stream.addEventListener("error", () => {
  if (stream.readyState !== EventSource.CLOSED) {
    say("off");
    return;
  }
  say("poll");
  setInterval(look, POLL_PAUSE);
});
startTime();
