// The agenda: items can also be dragged; the buttons do the same for keyboard, touch and no JavaScript.

let dragged = null;

function prepare(root) {
  for (const item of root.querySelectorAll("[data-move]")) item.draggable = true;
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-move]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
  dragged.classList.add("is-dragged");
});

document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("[data-move]");
  if (!dragged || !over) return;
  event.preventDefault();
  for (const item of over.parentElement.children) item.classList.toggle("is-over", item === over && item !== dragged);
});

document.addEventListener("drop", (event) => {
  const over = event.target.closest?.("[data-move]");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  const to = [...over.parentElement.children].indexOf(over);
  window.htmx.ajax("POST", dragged.dataset.move, { target: "#agenda", swap: "outerHTML", values: { to } });
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  for (const item of document.querySelectorAll(".is-over")) item.classList.remove("is-over");
  dragged = null;
});

prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
