// What this device keeps of a report until the server has it: for each section what was typed, and what it was typed upon.

const NAME = "majlis-report";

// Whoever signs in next at the same browser neither sees nor sends it: the key is a keyed hash that only we can make.
const keyOf = (owner, section) => `${NAME}:${owner}:${section}`;

export function keep(owner, section, kept) {
  try {
    localStorage.setItem(keyOf(owner, section), JSON.stringify(kept));
    return true;
  } catch {
    return false; // a private window, or a full disk: what is typed is on the page alone
  }
}

export function kept(owner, section) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(owner, section)));
  } catch {
    return null;
  }
}

export function forget(owner, section) {
  try {
    localStorage.removeItem(keyOf(owner, section));
  } catch {
    // nothing was kept
  }
}
