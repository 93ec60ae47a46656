// The form that sets a meeting up: asks only for what the format needs, and says when the date is past.

const form = document.querySelector("[data-meeting-form]");
const format = form.elements.namedItem("format");
const date = form.elements.namedItem("date");
const note = form.querySelector("[data-past-note]");

function fit() {
  for (const part of form.querySelectorAll("[data-for-format]")) {
    const field = part.querySelector("input");
    part.hidden = !part.dataset.forFormat.split(" ").includes(format.value) && !field.value;
  }
  const today = new Date();
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  note.hidden = !date.value || date.value >= day;
}

form.addEventListener("input", fit);
fit();
