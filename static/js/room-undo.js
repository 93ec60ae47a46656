// Undoing what this page did, the last act first. Each act comes with a token that undoes it; the server keeps none.

import { data, fieldsOf, send } from "./room-page.js";
import { notify } from "./toast.js";

let acting = Promise.resolve(); // the act that is on its way: undoing waits for it, for it is what is to be undone
let undoing = Promise.resolve();
const done = []; // tokens of this page's acts, the last one at the end
const { address, words } = data?.undo ?? {};
let shown = null; // one notice at a time: who works fast is not buried in them

// Posts an act to the server. What it answers is said in a notice that offers to undo it; returns the answer.
export function act(where, fields = {}) {
  acting = post(where, fields);
  return acting;
}

async function post(where, fields) {
  const body = fieldsOf(document.getElementById("room-act"));
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) body.append(name, one);
  }
  const answer = await send(where, body);
  if (!answer.isJson) answer.ok = false; // a page to sign in, or one that tells of a failure
  if (!answer.ok) tell(answer.message || words.failed, "danger");
  else if (answer.undo) remember(answer.undo, answer.said);
  else if (answer.said) tell(answer.said);
  return answer;
}

// `said` is left out where the page shows by itself what was done.
export function remember(token, said = "") {
  done.push(token);
  if (said) tell(said, "success", { label: words.undo, run: () => undo(token) });
}

function tell(...notice) {
  shown?.remove();
  shown = notify(...notice);
}

// One after the other, however fast the key is pressed.
export function undo(chosen = null) {
  undoing = undoing.then(() => undoOne(chosen));
  return undoing;
}

async function undoOne(chosen) {
  await acting;
  const token = chosen ?? done.at(-1);
  if (!token) {
    tell(words.nothing_to_undo, "info");
    return;
  }
  if (!done.includes(token)) return;
  done.splice(done.lastIndexOf(token), 1);
  const answer = await act(address, { undo: token });
  if (!answer.ok && !answer.status) done.push(token); // the line was down: it can be tried again
}
