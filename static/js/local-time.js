// The time of a meeting on the clock of this device, where it is another than those already shown.

for (const place of document.querySelectorAll("[data-local-time]")) {
  const starts = new Date(place.dataset.localTime);
  const ends = new Date(place.dataset.until);
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const language = document.documentElement.lang;
  const shown = `${starts.toLocaleTimeString(language, clock)}–${ends.toLocaleTimeString(language, clock)}`;
  if (place.parentElement.querySelector(".when")?.textContent.includes(shown)) continue;
  const day = starts.toLocaleDateString(language, { weekday: "short", day: "numeric", month: "short" });
  place.textContent = `${place.dataset.label} ${day}, ${shown}`;
  place.hidden = false;
}
