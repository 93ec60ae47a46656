// Leaving the room: nothing of it stays on this device, and what has not arrived is not dropped without asking.

import { forgetAll, waitingEntries } from "./room-outbox.js";

export function startLeaving() {
  const form = document.getElementById("leave");
  const dialog = document.getElementById("leave-waiting");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const waits = (await waitingEntries()).some((entry) => entry.state !== "late");
    if (waits) dialog.showModal();
    else leave(form);
  });
  dialog.addEventListener("close", () => dialog.returnValue === "leave" && leave(form));
}

async function leave(form) {
  await forgetAll();
  form.submit();
}
