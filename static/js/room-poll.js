// What is put up above the composer: a question to answer, a point to support, a result to read.

import { keepPlace, parse, showStance } from "./room-cards.js";
import { putStance, waitingEntries } from "./room-outbox.js";
import { data, mine } from "./room-page.js";

const answers = new Map(Object.entries(data.answers ?? {})); // what this voice answered, by poll
const boxes = new Map(); // whether the reader left a box open, by what it is about
const stage = () => document.getElementById("stage");
const nameOf = ({ dataset }) => `${dataset.kind} ${dataset.subject}`;

for (const name of ["featured", "poll"]) document.addEventListener(`room:${name}`, ({ detail }) => hear(detail));
document.addEventListener("room:card", ({ detail }) => showCounts(detail));
document.addEventListener("room:now", ({ detail }) => leave(detail));
document.addEventListener("room:refreshed", ({ detail }) => {
  for (const [poll, option] of Object.entries(detail.answers ?? {})) answers.set(poll, option);
  fit();
  showWaiting();
});
document.addEventListener("room:stance-refused", ({ detail }) => {
  if (detail.field === "option") choose(detail.uuid, detail.before);
});
document.addEventListener("click", answer);
document.addEventListener("toggle", remember, true);
fit();
showWaiting();

// A question, point or result as HTML, or how many have answered as JSON.
function hear(detail) {
  if (!detail.startsWith("{")) {
    show(parse(detail));
    return;
  }
  const told = JSON.parse(detail);
  const shown = document.querySelector(`[data-answers="${told.poll}"]`);
  if (shown) shown.textContent = Math.max(told.answers, Number(shown.textContent)); // one told late changes nothing
}

function show(fresh) {
  const shown = stage();
  const isNews = nameOf(shown) !== nameOf(fresh);
  const wasAsked = shown.dataset.kind === "poll" && shown.dataset.subject === fresh.dataset.subject;
  if (isNews && wasAsked) fresh.querySelector("details").open = true; // the result that everybody waits for
  const focused = shown.contains(document.activeElement) ? document.activeElement.value : null;
  keepPlace(() => shown.replaceWith(fresh));
  fit();
  if (focused) fresh.querySelector(`button[value="${focused}"]`)?.focus({ preventScroll: true });
  if (isNews) tellNews(fresh);
}

function tellNews(fresh) {
  const said = [...fresh.querySelectorAll(".stage-label, .stage-text, .poll-result li")].map((one) => one.textContent);
  document.getElementById("stage-news").textContent = said.map((one) => one.replace(/\s+/g, " ").trim()).join(". ");
}

// Puts in what depends on the reader.
function fit() {
  const { kind, subject } = stage().dataset;
  const box = stage().querySelector("details");
  if (box && boxes.has(nameOf(stage()))) box.open = boxes.get(nameOf(stage()));
  if (kind === "poll") showChoice(subject);
  if (kind !== "point") return;
  showStance(subject);
  stage().querySelector("[data-stage-mine]").hidden = !mine.has(subject);
  stage().querySelector("[data-stage-stances]").hidden = mine.has(subject);
}

function remember(event) {
  if (stage().contains(event.target)) boxes.set(nameOf(stage()), event.target.open);
}

// The point that is put up, as the record has it now.
function showCounts(card) {
  const { kind, subject } = stage().dataset;
  if (kind !== "point" || card.dataset.uuid !== subject || card.dataset.status !== "visible") return;
  stage().querySelector(".point-counts").replaceWith(card.querySelector(".point-counts").cloneNode(true));
  stage().querySelector(".stage-text").textContent = card.querySelector(".point-text").textContent;
  fit();
}

// Another agenda item is on: what was put up under the last one goes.
function leave(now) {
  if (stage().dataset.item === now.dataset.item || stage().hidden) return;
  keepPlace(() => {
    stage().hidden = true;
    stage().replaceChildren();
    stage().dataset.kind = "";
    stage().dataset.subject = "";
  });
}

function answer(event) {
  const button = event.target.closest("button[data-option]");
  if (!button) return;
  event.preventDefault();
  const uuid = stage().dataset.subject;
  const before = answers.get(uuid) ?? "";
  choose(uuid, button.value);
  putStance({ uuid, stance: button.value, before, field: "option", address: new URL(button.formAction).pathname });
}

function choose(poll, option) {
  if (option) answers.set(poll, option);
  else answers.delete(poll);
  showChoice(poll);
}

function showChoice(poll) {
  if (stage().dataset.subject !== poll) return;
  for (const button of stage().querySelectorAll("[data-option]")) {
    button.setAttribute("aria-pressed", String(button.value === answers.get(poll)));
  }
}

// What was chosen here and has not arrived yet.
async function showWaiting() {
  for (const entry of await waitingEntries()) if (entry.field === "option") choose(entry.uuid, entry.stance);
}
