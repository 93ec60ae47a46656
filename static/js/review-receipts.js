// Receipts of what was written without a name: kept on this device only, by the review they belong to.
// The pages work without this; then the address of the receipt is all there is.

const here = document.querySelector("[data-review]");
const key = here ? `review-receipts:${here.dataset.review}` : "";
const backKey = here ? `review-draft:${here.dataset.review}` : "";

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(key) || "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

function keep(paths) {
  try {
    // In the order of the alphabet: the device does not say which came first either.
    localStorage.setItem(key, JSON.stringify([...new Set(paths)].sort()));
    return true;
  } catch {
    return false;
  }
}

function list(section) {
  const rows = section.querySelector("[data-receipt-list]");
  const paths = kept();
  section.hidden = paths.length === 0;
  rows.replaceChildren(
    ...paths.map((path, index) => {
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.href = path;
      link.textContent = `${rows.dataset.label} ${index + 1}`;
      row.append(link);
      return row;
    }),
  );
}

function offerWayBack() {
  const back = sessionStorage.getItem(backKey);
  const place = document.querySelector("[data-back-to]");
  if (!back || !place) return;
  place.querySelector("a").href = back;
  place.hidden = false;
  document.querySelector("[data-no-script]")?.setAttribute("hidden", "");
}

if (here) {
  const own = location.pathname;
  if (here.dataset.back) sessionStorage.setItem(backKey, here.dataset.back);
  if (here.hasAttribute("data-receipt") && keep([...kept(), own])) {
    here.querySelector("[data-kept]").hidden = false;
  }
  if (here.hasAttribute("data-taken-back")) keep(kept().filter((path) => path !== own));
  const section = here.querySelector("[data-receipts]");
  if (section) {
    list(section);
    section.querySelector("[data-forget]").addEventListener("click", () => {
      localStorage.removeItem(key);
      list(section);
    });
  }
  offerWayBack();
}
