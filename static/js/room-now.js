// Which agenda item is on, for participants. The desk chooses its item itself.

import { parse, showWhetherEmpty } from "./room-cards.js";
import { refresh } from "./room-line.js";
import { mine, points, stances, tell } from "./room-page.js";

export function showItem(html) {
  const now = parse(html);
  document.getElementById("now").replaceWith(now);
  const isOther = points.dataset.item !== now.dataset.item;
  if (isOther) {
    points.replaceChildren();
    points.dataset.item = now.dataset.item;
    document.getElementById("points-ways").replaceChildren();
    mine.clear();
    stances.clear();
  }
  showWhetherEmpty();
  tell("now", now);
  // An item that was open before has points already; not everybody asks for them in the same moment.
  if (isOther && Number(now.dataset.points) > 0) setTimeout(refresh, Math.random() * 2000);
}
