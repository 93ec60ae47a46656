// Picking people over several searches: who was ticked stays chosen when the list beneath changes.

const chosen = new Map();

function nameOf(box) {
  return box.closest("label").querySelector("[data-pick-name]").textContent.trim();
}

function show(form) {
  const summary = form.querySelector("[data-pick-summary]");
  summary.textContent = `${summary.dataset.label} ${[...chosen.values()].join(", ")}`;
  summary.hidden = chosen.size === 0;
  for (const kept of form.querySelectorAll("input[data-pick-kept]")) kept.remove();
  for (const value of chosen.keys()) {
    if (form.querySelector(`input[type=checkbox][value="${value}"]`)) continue;
    const kept = document.createElement("input");
    Object.assign(kept, { type: "hidden", name: "people", value });
    kept.dataset.pickKept = "";
    form.append(kept);
  }
}

function prepare(root) {
  const form = root.querySelector("[data-pick]");
  if (!form) return;
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    if (box.checked) chosen.set(box.value, nameOf(box));
    else box.checked = chosen.has(box.value);
  }
  show(form);
}

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-pick]");
  if (!form || event.target.type !== "checkbox") return;
  if (event.target.checked) chosen.set(event.target.value, nameOf(event.target));
  else chosen.delete(event.target.value);
  show(form);
});
prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt.parentElement ?? document));
