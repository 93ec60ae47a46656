// The participants' composer: how a point will be kept is always in sight, and can be made stricter before it is sent. What is
// logged goes into the outbox, so that the composer is free for the next thought at once.

import { showCard, toEnd } from "./room-cards.js";
import { keepDraft } from "./room-draft.js";
import { putPoint } from "./room-outbox.js";
import { data, mine, newUuid, say, words } from "./room-page.js";

const composer = document.getElementById("composer");
let draft = null;
let preferred = ""; // the rule that the reader chose last
let shown = ""; // which state of the room the note speaks of

export function startComposer() {
  draft = keepDraft(composer, data.owner);
  draft.read.then(fit);
  composer.addEventListener("submit", log);
  composer.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) composer.requestSubmit();
  });
  composer.elements.chosen.addEventListener("change", () => {
    preferred = composer.elements.chosen.value;
    showNotice();
  });
  document.addEventListener("room:now", fit);
  document.addEventListener("room:refreshed", fit);
  document.addEventListener("room:arrived", ({ detail }) => {
    mine.add(detail.uuid);
    if (detail.card && !document.getElementById(`point-${detail.uuid}`)) showCard(detail.card); // what the stream brought is newer
    say(words.logged, "good");
  });
}

function fit() {
  const now = document.getElementById("now");
  const takes = now.dataset.takesPoints === "1";
  document.querySelector(".room").dataset.takesPoints = now.dataset.takesPoints;
  composer.querySelector("[name=item]").value = now.dataset.item; // .elements.item is a function
  composer.querySelector("button[type=submit]").disabled = !takes;
  const over = now.dataset.meeting !== "live";
  composer.hidden = over && !composer.elements.text.value;
  const state = [now.dataset.meeting, now.dataset.item, now.dataset.status].join();
  if (state !== shown) sayWhere(now, takes, over);
  shown = state;
  offerChoices(data.rules[now.dataset.rule]);
}

function sayWhere(now, takes, over) {
  if (takes) say("");
  else if (over) say(words["closed:ended"]);
  else say(words[`closed:${now.dataset.status}`] ?? words["closed:waiting"]);
}

// A rule that was in sight while the text was typed stays, where the item would now keep more; so does one that was chosen.
function offerChoices(notices) {
  const { chosen, text } = composer.elements;
  const held = text.value.trim() ? chosen.value : preferred;
  chosen.replaceChildren(...notices.map((one) => new Option(one.label, one.rule)));
  chosen.value = notices.some((one) => one.rule === held) ? held : notices[0].rule;
  chosen.closest("label").hidden = notices.length < 2;
  showNotice();
}

function showNotice() {
  const held = heldNotice();
  document.getElementById("notice-text").textContent = held.sentence;
  document.getElementById("notice").className = `composer-rule rule rule-${held.rule}`;
  const use = document.querySelector("[data-notice-icon] use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*$/, `#${held.icon}`));
}

function heldNotice() {
  const notices = data.rules[document.getElementById("now").dataset.rule];
  return notices.find((one) => one.rule === composer.elements.chosen.value) ?? notices[0];
}

async function log(event) {
  event.preventDefault();
  const button = composer.querySelector("button[type=submit]");
  if (button.disabled || !composer.reportValidity()) return;
  const { text, kind } = composer.elements;
  if (!text.value.trim()) return;
  const item = composer.querySelector("[name=item]").value;
  const point = { uuid: newUuid(), item, text: text.value, kind: kind.value, rule: heldNotice().rule };
  mine.add(point.uuid);
  text.value = "";
  say("");
  offerChoices(data.rules[document.getElementById("now").dataset.rule]);
  text.focus();
  await putPoint(point);
  await draft.write();
  toEnd();
}
