// The desk hears how many have answered, and looks anew when something is put up or taken down.

import { refresh } from "./room-line.js";

document.addEventListener("room:featured", () => refresh());
document.addEventListener("room:poll", ({ detail }) => {
  if (!detail.startsWith("{")) {
    refresh();
    return;
  }
  const { poll, answers } = JSON.parse(detail);
  const shown = document.querySelector(`[data-answers="${poll}"]`);
  if (shown) shown.textContent = Math.max(answers, Number(shown.textContent));
});
