// The participants' room: what others do appears by itself, what one does oneself is sent without leaving the page.

import { addControls, showCard, toEnd } from "./room-cards.js";
import { startComposer } from "./room-composer.js";
import { startEarlier } from "./room-earlier.js";
import { startLeaving } from "./room-leave.js";
import { listen } from "./room-line.js";
import { showItem } from "./room-now.js";
import { forgetArrived } from "./room-outbox.js";
import { data, mine, points } from "./room-page.js";
import { startSending } from "./room-sending.js";
import { startStances } from "./room-stances.js";
import { startWaiting } from "./room-waiting.js";

document.addEventListener("room:waiting", ({ detail }) => {
  for (const entry of detail) if (entry.is === "point") mine.add(entry.uuid);
});
document.addEventListener("room:card", ({ detail }) => mine.has(detail.dataset.uuid) && forgetArrived(detail.dataset.uuid));

history.scrollRestoration = "manual"; // the page opens at the newest point
for (const card of points.children) addControls(card);
startStances();
startComposer();
startEarlier();
startLeaving();
startWaiting();
if (!document.getElementById(location.hash.slice(1)) && !data.is_partial) toEnd();
listen({ point: showCard, item: showItem });
startSending();
// What it keeps comes after what the page needs; where the line breaks meanwhile, the next page tries again.
window.addEventListener("load", () => {
  navigator.serviceWorker?.register(data.worker, { scope: data.worker_scope }).catch(() => {});
});
performance.mark("room-ready");
