// What a rapporteur types beside the text: #theme, /kind, and +12 hands at the end. Plain functions, no page.

const SIGN = /(^|\s)(\\?)([#/])([^\s#/]+)(?=\s|$)/gu;
const HANDS = /(^|\s)(\\?)\+(\d{1,4})\s*$/u;
const MARKS = /\p{M}/gu;

// `vocabulary` is { "#": themes, "/": kinds }, each a list of { value, name, also? }.
// Returns the text without the shorthand, and what was understood: themes and kinds as members of the vocabulary.
export function understand(typed, vocabulary) {
  const found = { theme: null, kind: null, hands: null };
  let text = typed.replace(SIGN, (whole, before, escape, sign, word) => {
    if (escape) return before + sign + word;
    const [match] = matches(word, vocabulary[sign]);
    if (!match) return whole;
    found[sign === "#" ? "theme" : "kind"] = match;
    return before;
  });
  text = text.replace(HANDS, (whole, before, escape, number) => {
    if (escape) return `${before}+${number}`;
    found.hands = Number(number);
    return before;
  });
  return { ...found, text: text.replace(/[^\S\n]{2,}/gu, " ").trim() };
}

// What the word at the caret may become: { start, end, sign, options }, or nothing where there is no such word.
export function completions(typed, caret, vocabulary) {
  const before = typed.slice(0, caret).match(/(?:^|\s)([#/])([^\s#/]*)$/u);
  if (!before) return null;
  const [, sign, word] = before;
  const options = matches(word, vocabulary[sign]);
  return options.length ? { start: caret - word.length - 1, end: caret, sign, options } : null;
}

// A member of the vocabulary as it is typed in full: one word.
export function inFull(option) {
  return option.name.trim().replace(/[\s#/]+/gu, "-");
}

// Whose name begins with the word first, then those in which a later word does; letters alone count.
function matches(word, options) {
  const wanted = letters(word);
  const begins = [];
  const within = [];
  for (const option of options) {
    const names = [option.name, option.also ?? ""];
    if (names.some((name) => name && letters(name).startsWith(wanted))) begins.push(option);
    else if (names.some((name) => laterWords(name).some((part) => part.startsWith(wanted)))) within.push(option);
  }
  return [...begins, ...within];
}

function laterWords(name) {
  const words = name.split(/[\s,;:()/-]+/u);
  return words.slice(1).map((_, index) => letters(words.slice(index + 1).join("")));
}

function letters(text) {
  return text.normalize("NFKD").replace(MARKS, "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
