// Choosing the point that another is merged into: the most similar first, narrowed by typing.

import { data } from "./room-page.js";

const PAUSE = 120; // ms after the last key
const record = data?.record;
const dialog = document.getElementById("merge-into");
const input = dialog?.querySelector("input");
const list = dialog?.querySelector("[role=listbox]");

let targets = [];
let marked = 0;
let asking = null;
let timer = null;

// Returns the identifier of the chosen point, or nothing.
export function chooseTarget(card) {
  const address = record.point.targets.replace(data.any, card.dataset.uuid);
  dialog.querySelector("[data-merged]").textContent = card.querySelector(".point-text")?.textContent ?? "";
  input.value = "";
  list.replaceChildren();
  dialog.returnValue = "";
  dialog.showModal();
  input.focus();
  ask(address);
  input.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(address), PAUSE);
  };
  input.onkeydown = onKey;
  list.onclick = (event) => {
    const row = event.target.closest("[role=option]");
    if (row) dialog.close(row.dataset.uuid);
  };
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => {
        card.isConnected ? card.focus() : document.getElementById(card.id)?.focus();
        resolve(dialog.returnValue);
      },
      { once: true },
    );
  });
}

async function ask(address) {
  asking?.abort();
  asking = new AbortController();
  try {
    const query = new URLSearchParams({ q: input.value.trim() });
    const answer = await fetch(`${address}?${query}`, { signal: asking.signal, headers: { Accept: "application/json" } });
    if (answer.ok) show((await answer.json()).targets);
  } catch {
    // another key was pressed, or the line is down: what is listed stays
  }
}

function show(found) {
  targets = found;
  list.replaceChildren(...targets.map(row));
  dialog.querySelector("[data-none]").hidden = targets.length > 0;
  mark(0);
}

function row(target, index) {
  const option = document.createElement("li");
  option.id = `merge-into-${index}`;
  option.setAttribute("role", "option");
  option.dataset.uuid = target.uuid;
  const text = Object.assign(document.createElement("span"), { textContent: target.text, dir: "auto" });
  const about = [target.similar && record.words.similar, target.kind, target.item].filter(Boolean).join(" · ");
  option.append(text, Object.assign(document.createElement("span"), { className: "meta", textContent: about }));
  return option;
}

function mark(index) {
  const rows = [...list.children];
  marked = rows.length ? (index + rows.length) % rows.length : -1;
  rows.forEach((one, at) => one.setAttribute("aria-selected", String(at === marked)));
  if (marked < 0) {
    input.removeAttribute("aria-activedescendant");
    return;
  }
  input.setAttribute("aria-activedescendant", rows[marked].id);
  rows[marked].scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  if (event.key === "ArrowDown") mark(marked + 1);
  else if (event.key === "ArrowUp") mark(marked - 1);
  else if (event.key === "Enter" && targets[marked]) dialog.close(targets[marked].uuid);
  else return;
  event.preventDefault();
}
