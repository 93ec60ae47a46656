// The rapporteur's page: everything from the keyboard. The text is free again as soon as Enter is pressed.

import { addControls, showCard, toEnd } from "./room-cards.js";
import { startEarlier } from "./room-earlier.js";
import { listen, refresh } from "./room-line.js";
import { data, points, say } from "./room-page.js";
import { isWriting, startComposer, text, writeAgain } from "./room-record-composer.js";
import { startPoints } from "./room-record-points.js";
import { startQueue } from "./room-record-queue.js";
import { remember } from "./room-undo.js";

const record = data?.record;
let count = 0; // points that this page has logged

if (text) start();

function start() {
  for (const card of points.children) addControls(card);
  startPoints(() => {
    say(record.words.hint);
    text.focus();
  });
  points.addEventListener("focusin", () => say(record.words.list));
  document.addEventListener("room:record-logged", ({ detail }) => logged(detail));
  document.addEventListener("room:record-waiting", ({ detail }) => showWaiting(detail));
  document.querySelector("[data-show-keys]").addEventListener("click", () => {
    document.getElementById("record-keys").showModal();
  });
  startEarlier();
  startComposer();
  startQueue();
  toEnd();
  listen({ point: showCard, item: follow });
}

function logged(answer) {
  showCard(answer.card);
  remember(answer.undo);
  document.getElementById("record-count").textContent = record.words.count.replace("%(count)s", ++count);
  toEnd();
  if (document.activeElement === text && !isWriting()) say(record.words.logged, "good");
}

// Another item is on: a rapporteur who is not writing goes along; one who is, is told.
function follow(html) {
  const now = new DOMParser().parseFromString(html, "text/html").getElementById("now");
  const { item } = now.dataset;
  if (!item || item === record.item || now.dataset.status !== "open") {
    refresh();
    return;
  }
  const address = `${record.page}?item=${item}`;
  if (!isWriting() && document.activeElement === text) {
    location.assign(address);
    return;
  }
  const notice = document.getElementById("record-moved-on");
  notice.querySelector("a").href = address;
  notice.querySelector("[data-title]").textContent = now.querySelector(".now-title").textContent;
  notice.hidden = false;
}

function showWaiting({ entries, isDown, isSignedOut }) {
  const onItsWay = entries.filter((entry) => entry.state === "waiting").length;
  const note = document.getElementById("record-waiting");
  note.hidden = onItsWay === 0 || !isDown;
  const said = isSignedOut ? record.words.signed_out : record.words.waiting;
  note.textContent = said.replace("%(count)s", onItsWay);
  const list = document.getElementById("record-refused");
  list.replaceChildren(...entries.filter((entry) => entry.state === "refused").map(refused));
}

function refused(entry) {
  const row = document.getElementById("record-refused-row").content.cloneNode(true).firstElementChild;
  row.querySelector("[data-text]").textContent = entry.fields.text;
  row.querySelector("[data-reason]").textContent = record.words.refused.replace("%(reason)s", entry.message);
  row.querySelector("button").addEventListener("click", () => writeAgain(entry.order));
  return row;
}
