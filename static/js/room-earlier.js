// "Earlier points": what is older than the page shows comes above it, and what is being read stays in its place.

import { keepPlace, mergeCards } from "./room-cards.js";
import { takeMarks } from "./room-line.js";
import { points, say, words } from "./room-page.js";

export function startEarlier() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#earlier");
    if (!link) return;
    event.preventDefault();
    show(link);
  });
}

async function show(link) {
  if (link.dataset.busy) return;
  link.dataset.busy = "1";
  const page = await fetchPage(link.href);
  delete link.dataset.busy;
  const older = page?.getElementById("points");
  if (older?.dataset.item !== points.dataset.item) {
    say(words["earlier:failed"], "bad");
    return;
  }
  takeMarks(JSON.parse(page.getElementById("room-data").textContent));
  const first = points.firstElementChild;
  keepPlace(() => points.prepend(...document.adoptNode(older).children), false);
  const next = page.getElementById("earlier");
  if (next) link.href = next.href;
  else link.remove();
  first?.previousElementSibling?.focus({ preventScroll: true });
}

async function fetchPage(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  } catch {
    return null;
  }
}
