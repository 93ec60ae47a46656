// What the modules of a room's page share: its data, the reader's own marks, and how the page speaks.

const source = document.getElementById("room-data");

export const data = source && JSON.parse(source.textContent);
export const words = data?.words ?? {};
export const isDesk = document.querySelector("[data-desk]") !== null;
export const points = document.getElementById("points");
export const mine = new Set(data?.mine ?? []);
export const stances = new Map(Object.entries(data?.stances ?? {}));

// Modules hear of each other through the document: room:<event> with what the stream brought, room:refreshed with the
// fresh page's data, room:now when another item is on, room:card when a card was put in.
export function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(`room:${name}`, { detail }));
}

export function say(text, tone = "") {
  const note = document.getElementById("composer-note");
  if (!note) return;
  note.textContent = text;
  note.className = `composer-note${tone && ` is-${tone}`}`;
}

// What the page's own forms send, as plain fields: a server reads those faster than parts.
export function fieldsOf(form) {
  return new URLSearchParams(new FormData(form));
}

// Returns what the server answered, with `ok` and the status; a dead line has the status 0.
export async function send(address, body, options = {}) {
  let response;
  try {
    response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, ...options });
  } catch {
    return { ok: false, status: 0, message: words.offline };
  }
  if (response.type === "opaqueredirect") return { ok: true, status: 302 }; // what a form is answered when all is well
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  const answer = isJson ? await response.json().catch(() => ({})) : {};
  return { message: response.ok ? "" : words.offline, ...answer, isJson, ok: response.ok, status: response.status };
}

// crypto.randomUUID needs HTTPS; a meeting room's own server may be without.
export function newUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40; // version 4
  bytes[8] = (bytes[8] & 0x3f) | 0x80; // variant of RFC 4122
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
