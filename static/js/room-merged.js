// What was merged into a point can be taken out again, on every card that is put in.

import { data, points } from "./room-page.js";

export function offerTakingOut() {
  const offerAll = () => points?.querySelectorAll(".point").forEach(offer);
  document.addEventListener("room:card", (event) => offer(event.detail));
  document.addEventListener("room:refreshed", offerAll);
  offerAll();
}

function offer(card) {
  const controls = card.querySelector(".point-controls");
  const template = document.getElementById("take-out");
  if (!controls || !template) return;
  for (const old of controls.querySelectorAll(".take-out")) old.remove();
  for (const merged of card.querySelectorAll("[data-merged]")) {
    const button = template.content.cloneNode(true).querySelector("button");
    button.setAttribute("formaction", button.getAttribute("formaction").replace(data.any, merged.dataset.merged));
    button.querySelector(".take-out-text").textContent = merged.textContent;
    controls.append(button);
  }
}
