// The picture of the network: point at an organisation to see only its ties; enlarge and move. Without this it is a plain picture of links.

const LEAST_SHOWN = 1 / 8;
const STEP = 1.5;

function near(picture, id) {
  const others = new Set();
  for (const tie of picture.querySelectorAll(".tie")) {
    const ends = tie.dataset.ends.split(" ");
    const isNear = ends.includes(id);
    tie.classList.toggle("is-near", isNear);
    if (isNear) ends.forEach((end) => others.add(end));
  }
  others.delete(id);
  return others;
}

function offerFocus(picture, said) {
  const hint = said.dataset.hint;
  const look = (node) => {
    const others = near(picture, node.dataset.node);
    for (const other of picture.querySelectorAll(".node")) {
      other.classList.toggle("is-near", others.has(other.dataset.node));
      other.classList.toggle("is-looked-at", other === node);
    }
    picture.classList.add("has-focus");
    said.textContent = node.getAttribute("aria-label");
  };
  const lookAway = () => {
    for (const part of picture.querySelectorAll(".is-near, .is-looked-at")) part.classList.remove("is-near", "is-looked-at");
    picture.classList.remove("has-focus");
    said.textContent = hint;
  };
  for (const [start, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    picture.addEventListener(start, (event) => {
      const node = event.target.closest(".node");
      if (node) look(node);
    });
    picture.addEventListener(end, lookAway);
  }
  said.textContent = hint;
  said.hidden = false;
}

function offerZoom(picture, tools) {
  const whole = picture.viewBox.baseVal;
  const full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  let shown = { ...full };
  const within = (value, low, high) => Math.min(Math.max(value, low), high);
  const show = (wanted) => {
    const width = within(wanted.width, full.width * LEAST_SHOWN, full.width);
    const height = (width * full.height) / full.width;
    shown = { x: within(wanted.x, 0, full.width - width), y: within(wanted.y, 0, full.height - height), width, height };
    picture.setAttribute("viewBox", `${shown.x} ${shown.y} ${shown.width} ${shown.height}`);
    picture.classList.toggle("is-zoomed", width < full.width);
  };
  const zoom = (factor, x = shown.x + shown.width / 2, y = shown.y + shown.height / 2) => {
    const width = within(shown.width / factor, full.width * LEAST_SHOWN, full.width);
    const ratio = width / shown.width;
    show({ x: x - (x - shown.x) * ratio, y: y - (y - shown.y) * ratio, width });
  };
  tools.addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (wanted === "in") zoom(STEP);
    else if (wanted === "out") zoom(1 / STEP);
    else if (wanted === "all") show(full);
  });
  // A wheel alone scrolls the page; with Ctrl (which is also what a pinch on a touchpad sends) it enlarges.
  picture.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = picture.getBoundingClientRect();
    const x = shown.x + ((event.clientX - box.left) / box.width) * shown.width;
    const y = shown.y + ((event.clientY - box.top) / box.height) * shown.height;
    zoom(event.deltaY < 0 ? STEP : 1 / STEP, x, y);
  }, { passive: false });
  offerDrag(picture, () => shown, show);
  tools.hidden = false;
}

function offerDrag(picture, current, show) {
  let from = null;
  let moved = false;
  picture.addEventListener("pointerdown", (event) => {
    if (!picture.classList.contains("is-zoomed") || event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY, shown: current() };
    moved = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (!from || !picture.isConnected) return;
    const scale = from.shown.width / picture.getBoundingClientRect().width;
    moved ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > 4;
    if (!moved) return;
    show({
      x: from.shown.x - (event.clientX - from.x) * scale,
      y: from.shown.y - (event.clientY - from.y) * scale,
      width: from.shown.width,
    });
  });
  window.addEventListener("pointerup", () => {
    from = null;
  });
  picture.addEventListener("dragstart", (event) => event.preventDefault());
  // Letting go after a drag follows no link.
  picture.addEventListener("click", (event) => {
    if (moved) event.preventDefault();
    moved = false;
  }, { capture: true });
}

function start(root) {
  for (const network of root.querySelectorAll("[data-network]:not([data-started])")) {
    network.dataset.started = "";
    const picture = network.querySelector(".network-picture");
    offerFocus(picture, network.querySelector("[data-said]"));
    offerZoom(picture, network.querySelector(".network-tools"));
  }
}

start(document);
document.addEventListener("htmx:load", (event) => start(event.detail.elt.parentElement ?? document));
