// The outbox: points and stances wait on this device until the server has them. What is in it, and how it is changed;
// room-sending.js sends it.

import { data, tell } from "./room-page.js";
import { store } from "./room-store.js";

// What this page knows of the entries beyond what is kept.
export const now = {
  edited: new Set(), // by their order: what is being corrected is not sent meanwhile
  sending: null, // the order of the one that is on its way
  isDown: false, // the last attempt failed: line or server are down
  isLost: false, // the server does not know this voice: nothing is sent until the room is entered again
};
let otherPages = null;

// Tells this page and others of the same seat that something changed.
export async function changed() {
  tell("waiting", await waitingEntries());
  otherPages?.postMessage("changed");
}

export function hearOtherPages() {
  if (!("BroadcastChannel" in window)) return;
  otherPages = new BroadcastChannel(`majlis-${data.owner}`);
  otherPages.addEventListener("message", async () => tell("waiting", await waitingEntries()));
}

// What waits here for this seat in this room, in the order of writing.
export async function waitingEntries() {
  const entries = await store.all("waiting");
  return entries.filter((entry) => entry.owner === data.owner).sort((one, other) => one.order - other.order);
}

export function stateOf(entry) {
  if (entry.state !== "waiting") return entry.state;
  if (now.isLost) return "lost";
  if (entry.isHeld) return "planned";
  return now.isDown ? "waiting" : "sending";
}

export async function putPoint(point) {
  await store.put("waiting", { ...point, is: "point", owner: data.owner, state: "waiting" });
  await changed();
  tell("put");
}

// Of several stances to one point the last counts; what was shown before the first is kept to go back to.
export async function putStance(stance) {
  const held = (await waitingEntries()).find((one) => one.is === "stance" && one.uuid === stance.uuid);
  const turn = Math.random(); // tells the one that is on its way from the one that has taken its place
  const entry = { ...stance, ...(held && { order: held.order, before: held.before }), turn };
  await store.put("waiting", { ...entry, is: "stance", owner: data.owner, state: "waiting" });
  await changed();
  tell("put");
}

// Returns whether it is still here to be corrected; if so it stays until finishEditing.
export async function holdForEditing(order) {
  now.edited.add(order);
  if (now.sending !== order && (await store.get("waiting", order))?.state === "waiting") return true;
  now.edited.delete(order);
  return false;
}

// Returns whether the new text is kept; without one nothing is changed.
export async function finishEditing(order, text) {
  now.edited.delete(order);
  const change = (entry) => entry && { ...entry, text, isCorrected: true };
  const kept = text && (await store.update("waiting", order, change));
  await changed();
  tell("put");
  return Boolean(kept);
}

export async function forget(order) {
  now.edited.delete(order);
  await store.remove("waiting", order);
  await changed();
}

export async function forgetAll() {
  for (const entry of await waitingEntries()) await store.remove("waiting", entry.order);
  await store.remove("drafts", data.owner);
  await store.remove("rooms", data.room);
  await changed();
}

// A card with its identifier has come: it is on record, whatever became of the answer.
export async function forgetArrived(uuid) {
  const entry = (await waitingEntries()).find((one) => one.is === "point" && one.uuid === uuid);
  if (entry && entry.order !== now.sending && !entry.isCorrected) await forget(entry.order);
}
