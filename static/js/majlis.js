// What every page does beyond plain HTML. All of it is a comfort: without it pages work.

import { notify } from "./toast.js";

// Menus are <details>; they also close on a click elsewhere and on Escape, which gives the focus back.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.drop[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.drop[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Messages can be put away.
function offerDismissal(root) {
  for (const button of root.querySelectorAll("[data-dismiss]")) button.hidden = false;
}
document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest(".callout")?.remove();
});
offerDismissal(document);
document.addEventListener("htmx:load", (event) => offerDismissal(event.detail.elt));

// A form is sent once, however often the button is pressed on a slow line.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || form.dataset.repeatable !== undefined) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "true";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// After an invalid form the reader starts at the first thing to mend.
document.querySelector("main .is-invalid")?.focus();

// htmx: say when a request failed; the form keeps what was typed.
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => {
    notify(document.getElementById("toasts").dataset.failed, "danger");
  });
}
// A form that comes back with errors (422) replaces the one that was sent.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
// The server tells what happened with the header HX-Trigger: {"notice": {"text": …, "tone": …}}.
document.addEventListener("notice", (event) => notify(event.detail.text, event.detail.tone));

// The zone of this device, where a form asks for one and nothing was chosen yet.
for (const select of document.querySelectorAll("select[data-guess-time-zone]")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (select.value === "UTC" && [...select.options].some((option) => option.value === zone)) select.value = zone;
}

// What only some pages need is fetched by those.
if (document.querySelector("[data-picker]")) import("./picker.js");
document.addEventListener("htmx:load", () => {
  if (document.querySelector("[data-picker]:not([data-picker-ready])")) import("./picker.js");
});
