// Time that is left and time that runs, counted on the server's clock: one that is wrong on a phone does no harm.

import { words } from "./room-page.js";

let ahead = -Infinity; // ms that the server's clock is before ours

// What the server says of its clock is late by the way it took, and never early: the latest it can be is right.
export function observeClock(seconds) {
  if (seconds) ahead = Math.max(ahead, seconds * 1000 - Date.now());
}

export function serverNow() {
  return (Date.now() + (Number.isFinite(ahead) ? ahead : 0)) / 1000;
}

// 75 is 1:15
export function clockOf(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (!parts[0]) parts.shift();
  return parts.map((part, place) => (place ? String(part).padStart(2, "0") : part)).join(":");
}

function leftInWords(seconds) {
  if (seconds >= 60) return count("time:left", Math.ceil(seconds / 60));
  if (seconds > 0) return words["time:under"];
  if (seconds <= -7200) return count("time:over_hours", Math.floor(-seconds / 3600));
  return seconds > -60 ? words["time:up"] : count("time:over", Math.floor(-seconds / 60));
}

function count(word, number) {
  return words[word].replace("%(count)s", number);
}

function show(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

export function tick() {
  for (const place of document.querySelectorAll("[data-deadline], [data-unused]")) {
    const { deadline, unused } = place.dataset;
    const seconds = deadline ? Number(deadline) - serverNow() : Number(unused);
    show(place, leftInWords(seconds));
    place.classList.toggle("is-over", seconds <= 0);
  }
  for (const place of document.querySelectorAll("[data-since]")) {
    show(place, clockOf(serverNow() - Number(place.dataset.since)));
  }
}

export function startTime() {
  tick();
  setInterval(() => document.hidden || tick(), 1000);
  document.addEventListener("visibilitychange", () => document.hidden || tick());
  for (const event of ["room:now", "room:refreshed"]) document.addEventListener(event, tick);
}
