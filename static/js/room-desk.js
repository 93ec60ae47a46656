// The desk: the record as it grows, and a composer for what is said aloud.

import { addControls, showCard, toEnd } from "./room-cards.js";
import { keepDraft } from "./room-draft.js";
import { startEarlier } from "./room-earlier.js";
import { listen, refresh } from "./room-line.js";
import { offerTakingOut } from "./room-merged.js";
import { data, fieldsOf, points, say, send, words } from "./room-page.js";
import { act, remember, undo } from "./room-undo.js";

const composer = document.getElementById("composer");

if (data) start();

function start() {
  for (const card of points?.children ?? []) addControls(card);
  startEarlier();
  offerTakingOut();
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("room:late", refresh);
  if (composer) startComposer();
  listen({ point: showCard, item: refresh });
}

function startComposer() {
  const draft = keepDraft(composer);
  composer.addEventListener("submit", (event) => log(event, draft));
  composer.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) composer.requestSubmit();
  });
}

async function log(event, draft) {
  event.preventDefault();
  const button = composer.querySelector("button[type=submit]");
  if (button.disabled || !composer.reportValidity()) return;
  button.disabled = true;
  say(words.busy);
  const answer = await send(composer.action, fieldsOf(composer));
  button.disabled = false;
  if (!answer.ok) {
    say(answer.message, "bad");
    return;
  }
  draft.done();
  remember(answer.undo);
  showCard(answer.card);
  toEnd();
  say(words.logged, "good");
  draft.text.focus();
}

// Hide, show again, take out again; late points: put on record, leave out.
async function onClick(event) {
  const button = event.target.closest("button[form=room-act]");
  if (!button) return;
  event.preventDefault();
  const isLate = button.closest("[data-late]");
  button.disabled = true;
  const answer = await act(button.getAttribute("formaction"));
  button.disabled = false;
  if (answer.ok && isLate) refresh();
}

// Outside a text Ctrl + Z undoes what was done to a point.
function onKey(event) {
  if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.target.matches("input, textarea, select")) return;
  event.preventDefault();
  undo();
}
