// A short notice in the corner, read out by screen readers; it goes by itself, a failure stays until put away.

const SVG = "http://www.w3.org/2000/svg";
const SHOWN = 6000; // milliseconds
const OFFERED = 12000; // longer, where there is something to decide

function closeButton(region) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-plain btn-sm btn-icon";
  button.dataset.dismiss = "";
  button.setAttribute("aria-label", region.dataset.dismissLabel);
  const icon = document.createElementNS(SVG, "svg");
  icon.setAttribute("class", "icon");
  icon.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", region.dataset.closeIcon);
  icon.append(use);
  button.append(icon);
  return button;
}

function actionButton(toast, { label, run }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-secondary btn-sm";
  button.textContent = label;
  button.addEventListener("click", () => {
    toast.remove();
    run();
  });
  return button;
}

// `action` is { label, run }: a button in the notice, which goes when it is pressed.
export function notify(text, tone = "success", action = null) {
  const region = document.getElementById("toasts");
  const toast = document.createElement("div");
  toast.className = `callout callout-${tone} toast-line`;
  const words = document.createElement("div");
  words.textContent = text;
  toast.append(words, ...(action ? [actionButton(toast, action)] : []), closeButton(region));
  region.append(toast);
  if (tone !== "danger") setTimeout(() => toast.remove(), action ? OFFERED : SHOWN);
  return toast;
}
