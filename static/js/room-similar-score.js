// How alike two short texts of one language are: the scheme of dialogues/similarity.py, which explains it, in the browser, so that
// what is being typed is compared without being sent. tests/dialogues/data/similar_vectors.json holds both to each other.

import { LANGUAGES } from "./room-similar-words.js";

export const ALREADY_SAID = 0.66;
const SAME_WORD = 0.55;
const OTHER_SENSE = 0.6;
const PRIVATE = 0xe000;
const MARKS = /[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;
const FROM = "\u0649\u0629\u0671\u06cc\u06a9\u06d5ıøđłæœßðþ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";
const TO = "\u064a\u0647\u0627\u064a\u0643\u0647iodlaosdt01234567890123456789";
const VARIANTS = new RegExp(`[${FROM}]`, "g");
const NOT = /n['’]t(?![\p{L}\p{N}])/gu;
const NUMBER = /^[0-9]+$/;
const WORD = /[\p{L}\p{N}]+/gu;
const UNSPACED = /^[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2,}$/;
const ARABIC = /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]/g;
const UNKNOWN = { empty: [], negations: [], fronts: [], endings: [], shortest: 4, letters: "" };

const known = new Map(
  Object.entries({ ...LANGUAGES, "": UNKNOWN }).map(([code, language]) => [
    code,
    { ...language, empty: new Set(language.empty), negations: new Set(language.negations) },
  ]),
);

// The language under which the server will keep a text (dialogues/point_text.py).
export function languageOf(text, page) {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters && 2 * (text.match(ARABIC)?.length ?? 0) > letters) return "ar";
  return page === "ar" ? "en" : page;
}

export function fold(text, letters = "") {
  let plain = text.normalize("NFC").toLowerCase();
  [...letters].forEach((letter, number) => (plain = plain.replaceAll(letter, String.fromCharCode(PRIVATE + number))));
  plain = plain.normalize("NFKD").replace(MARKS, "");
  [...letters].forEach((letter, number) => (plain = plain.replaceAll(String.fromCharCode(PRIVATE + number), letter)));
  return plain.normalize("NFC").replace(VARIANTS, (letter) => TO[FROM.indexOf(letter)]);
}

// What a text is about: its distinct stems, its numbers, and whether it negates.
export function gist(text, code) {
  const language = known.get(code) ?? known.get("");
  const folded = fold(text, language.letters).replace(NOT, " not");
  const found = (folded.match(WORD) ?? []).flatMap(parts);
  const words = found.filter((word) => !NUMBER.test(word) && !language.empty.has(word) && !language.negations.has(word));
  return {
    words: [...new Set(words.map((word) => stem(word, language)))],
    numbers: new Set(found.filter((word) => NUMBER.test(word)).map((word) => word.replace(/^0+/, ""))),
    negates: found.some((word) => language.negations.has(word)),
  };
}

function parts(word) {
  if (!UNSPACED.test(word)) return [word];
  return Array.from({ length: word.length - 1 }, (_, start) => word.slice(start, start + 2));
}

function stem(word, { fronts, endings, shortest }) {
  const front = fronts.find((one) => word.startsWith(one) && word.length - one.length >= shortest) ?? "";
  const rest = word.slice(front.length);
  const ending = endings.find((one) => rest.endsWith(one) && rest.length - one.length >= shortest) ?? "";
  return rest.slice(0, rest.length - ending.length);
}

// The texts of one language that were said so far, as [key, text], ready to be compared with.
export class Said {
  constructor(texts, language) {
    this.language = language;
    this.gists = new Map(texts.map(([key, text]) => [key, gist(text, language)]));
    this.holders = new Map(); // word: keys of the texts that hold it
    for (const [key, { words }] of this.gists) for (const word of words) push(this.holders, word, key);
    this.byPair = new Map();
    for (const word of this.holders.keys()) for (const pair of pairs(word)) push(this.byPair, pair, word);
  }

  weight(word) {
    return Math.log1p(this.gists.size / (this.holders.get(word)?.length ?? 1));
  }

  // The texts most like this one as [score, key], the best first.
  like(text, { least, limit }) {
    const one = gist(text, this.language);
    const near = new Map(); // known word: words of this text like it
    for (const word of one.words) for (const [other, likeness] of this.kin(word)) push(near, other, [word, likeness]);
    const keys = new Set([...near.keys()].flatMap((word) => this.holders.get(word)));
    return [...this.gists]
      .filter(([key]) => keys.has(key))
      .map(([key, other]) => [this.score(one, other, near), key])
      .filter(([score]) => score >= least)
      .sort(([a], [b]) => b - a)
      .slice(0, limit);
  }

  score(one, other, near) {
    const best = new Map();
    let back = 0;
    for (const word of other.words) {
      const likes = near.get(word) ?? [];
      back += this.weight(word) * Math.max(0, ...likes.map(([, likeness]) => likeness));
      for (const [own, likeness] of likes) best.set(own, Math.max(best.get(own) ?? 0, likeness));
    }
    let there = 0;
    for (const [word, likeness] of best) there += this.weight(word) * likeness;
    const shares = (there / this.total(one)) * (back / this.total(other));
    return Math.round(Math.sqrt(shares) * sense(one, other) * 1e6) / 1e6;
  }

  total({ words }) {
    return words.reduce((sum, word) => sum + this.weight(word), 0);
  }

  kin(word) {
    const own = pairs(word);
    const shared = new Map();
    for (const pair of own) for (const other of this.byPair.get(pair) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
    const likeness = [...shared].map(([other, count]) => [other, (2 * count) / (own.size + pairs(other).size)]);
    return likeness.filter(([, value]) => value >= SAME_WORD);
  }
}

function sense(one, other) {
  const differ = one.numbers.size && other.numbers.size && !sameNumbers(one.numbers, other.numbers);
  return differ || one.negates !== other.negates ? OTHER_SENSE : 1;
}

function sameNumbers(some, others) {
  return some.size === others.size && [...some].every((number) => others.has(number));
}

function pairs(word) {
  const framed = `^${word}$`;
  return new Set(Array.from({ length: framed.length - 1 }, (_, start) => framed.slice(start, start + 2)));
}

function push(map, key, value) {
  if (map.has(key)) map.get(key).push(value);
  else map.set(key, [value]);
}
