// What this device keeps of a report until the server has it: for each section what was typed, and what it was typed upon.
// With it stands which report and which section it was: somebody may remove the section meanwhile.

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

// What was typed in sections that this report has no more: [section, {heading, blocks}].
export function left(owner, report, sections) {
  const start = keyOf(owner, "");
  return keys()
    .filter((key) => key.startsWith(start))
    .map((key) => key.slice(start.length))
    .filter((section) => !sections.includes(section))
    .map((section) => [section, kept(owner, section)])
    .filter(([, held]) => held?.report === report && held.blocks.length > 0);
}

function keys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return []; // a private window
  }
}

export function forget(owner, section) {
  try {
    localStorage.removeItem(keyOf(owner, section));
  } catch {
    // nothing was kept
  }
}
