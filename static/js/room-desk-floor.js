// The queue at the desk: htmx brings it afresh; this finds people in it and lets its times run.

import { observeClock, startTime, tick } from "./room-time.js";

const section = document.getElementById("desk-floor");
const search = document.getElementById("floor-search");
let isUnfolded = false;

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function filter() {
  const wanted = fold(search?.value ?? "").trim().split(/\s+/);
  for (const person of section.querySelectorAll("[data-person]")) {
    const text = fold(person.querySelector("p").textContent);
    person.hidden = !wanted.every((word) => text.includes(word));
  }
  const absent = document.getElementById("floor-absent");
  if (absent) absent.open = isUnfolded || (wanted[0] !== "" && absent.querySelector("[data-person]:not([hidden])") !== null);
}

function settle() {
  observeClock(Number(document.getElementById("floor-panel")?.dataset.clock));
  filter();
  tick();
}

if (section) {
  if (search) {
    search.hidden = false;
    search.addEventListener("input", filter);
  }
  section.addEventListener("click", ({ target }) => {
    const absent = target.closest("summary")?.parentElement;
    if (absent?.id === "floor-absent") isUnfolded = !absent.open;
  });
  // What is unfolded, typed and scrolled to stays when the list comes afresh.
  let scrolled = 0;
  document.addEventListener("htmx:beforeSwap", () => (scrolled = section.querySelector(".floor-people")?.scrollTop ?? 0));
  document.addEventListener("htmx:afterSettle", () => {
    settle();
    const people = section.querySelector(".floor-people");
    if (people) people.scrollTop = scrolled;
  });
  // Whoever gave the desk up is led to where they belong.
  section.addEventListener("htmx:responseError", ({ detail }) => {
    if ([403, 404].includes(detail.xhr.status)) location.reload();
  });
  settle();
}
startTime();
