// What somebody wrote in a section that others removed: it is shown, and can come back as a section of its own.

import { forget, left } from "./report-store.js";

export function showLeft(editor, sync) {
  const { owner, report } = editor.dataset;
  const place = editor.querySelector("[data-left]");
  const sections = [...editor.querySelectorAll("[data-section]")].map((element) => element.dataset.section);
  place.replaceChildren(...left(owner, report, sections).map(([section, held]) => notice(editor, sync, section, held)));
  place.hidden = place.childElementCount === 0;
}

function notice(editor, sync, section, { heading, blocks }) {
  const shown = document.getElementById("left").content.firstElementChild.cloneNode(true);
  shown.querySelector("[data-heading]").textContent = heading;
  shown.querySelector("[data-text]").textContent = blocks.map((block) => block.text).join("\n\n");
  shown.addEventListener("click", async (event) => {
    const act = event.target.closest("button[data-do]")?.dataset.do;
    if (!act) return;
    for (const button of shown.querySelectorAll("button")) button.disabled = true;
    try {
      if (act === "back") await bringBack(editor, sync, { section, heading, known: [], blocks });
      forget(editor.dataset.owner, section);
      if (act === "back") location.reload();
      else shown.remove();
    } catch {
      shown.querySelector("[data-problem]").hidden = false;
      for (const button of shown.querySelectorAll("button")) button.disabled = false;
    }
  });
  return shown;
}

async function bringBack(editor, sync, section) {
  const url = editor.querySelector("[data-left]").dataset.url;
  const answer = await sync.post(url, JSON.stringify(section), "application/json");
  if (answer.refused) throw new Error(answer.refused);
}
