// Support, qualify, dissent: shown at once, sent through the outbox, and taken back where the server does not take it.

import { showStance } from "./room-cards.js";
import { putStance, waitingEntries } from "./room-outbox.js";
import { say, stances } from "./room-page.js";

export function startStances() {
  document.addEventListener("click", act);
  document.addEventListener("room:stance-refused", ({ detail }) => {
    take(detail.uuid, detail.before);
    say(detail.message, "bad");
  });
  // A fresh page does not know yet what waits here.
  document.addEventListener("room:refreshed", showWaiting);
  showWaiting();
}

async function showWaiting() {
  for (const entry of await waitingEntries()) if (entry.is === "stance") take(entry.uuid, entry.stance);
}

function act(event) {
  const button = event.target.closest("button[data-stance]");
  if (!button) return;
  event.preventDefault();
  const uuid = button.closest(".point").dataset.uuid;
  const before = stances.get(uuid) ?? "none";
  const stance = button.value;
  take(uuid, stance);
  putStance({ uuid, stance, before, address: new URL(button.formAction).pathname });
}

function take(uuid, stance) {
  if (stance === "none") stances.delete(uuid);
  else stances.set(uuid, stance);
  showStance(uuid);
}
