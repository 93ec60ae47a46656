// The rooms' service worker: while line or server are down, a page of the room gives way to one that says so. It keeps that
// page and its files (self.kept, which the server writes in front of this), and nothing of any room.

const PATIENCE = 15000; // ms for the first byte of a page
const { cache: NAME, page: PAGE, files: FILES } = self.kept;

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(showPage(request));
  else if (FILES.includes(new URL(request.url).pathname)) event.respondWith(showFile(request));
});

async function fill() {
  const cache = await caches.open(NAME);
  await cache.addAll([...FILES, new Request(PAGE, { credentials: "omit", cache: "reload" })]);
  await self.skipWaiting();
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith("majlis-room-") && name !== NAME) await caches.delete(name);
  }
  await self.clients.claim();
}

async function showPage(request) {
  const patience = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  try {
    const response = await Promise.race([fetch(request), patience]);
    if (response.status < 500) return response;
  } catch {
    // the line, or the server
  }
  return caches.match(PAGE);
}

// The browser's own copy, or the server's; and where there is neither, what was kept.
async function showFile(request) {
  try {
    return await fetch(request);
  } catch {
    return caches.match(request, { ignoreVary: true });
  }
}
