// One section in the editor: its document, what the server is known to have of it, and how the two come together.

import {
  Decoration,
  DecorationSet,
  dropCursor,
  EditorState,
  EditorView,
  Fragment,
  gapCursor,
  history,
  Plugin,
  PluginKey,
  Selection,
  Slice,
  tableEditing,
} from "../vendor/prosemirror/prosemirror.js";
import { asTyped, keys } from "./report-commands.js";
import { identity, newUuid, REMOTE } from "./report-identity.js";
import { cleaned } from "./report-paste.js";
import { blocksOf, markdownOf, schema } from "./report-schema.js";
import { forget, keep, kept } from "./report-store.js";

const signs = new PluginKey("signs");
const KEEP = 300; // ms after a change until the device keeps it

export class Section {
  constructor(element, place, { owner, report, ask, changed, focused, dropped }) {
    this.element = element;
    this.uuid = element.dataset.section;
    this.owner = owner;
    this.report = report;
    this.had = new Set(); // every block that stood here
    this.known = new Map(); // uuid → {text: as the server has it, written: as the editor writes that}
    this.conflicts = new Map(); // uuid → what others wrote where we did
    this.signs = { unsound: new Set(), sentence: null };
    this.changed = changed;
    const server = JSON.parse(element.querySelector('script[type="application/json"]').textContent);
    const held = kept(owner, this.uuid);
    const start = held ?? { known: server, blocks: server };
    for (const { uuid, text } of start.known) this.learn(uuid, text);
    this.view = new EditorView(place, {
      state: EditorState.create({
        doc: documentOf(start.blocks),
        plugins: [
          ...keys(ask),
          asTyped,
          history({ newGroupDelay: 700 }),
          tableEditing(),
          dropCursor({ class: "drop-cursor" }),
          gapCursor(),
          identity,
          this.signing(),
        ],
      }),
      attributes: { class: "rich-text", role: "textbox", "aria-multiline": "true", "aria-label": element.dataset.title },
      transformPastedHTML: cleaned,
      transformPasted: (slice) => this.arriving(slice),
      handlePaste: (_view, _event, slice) => this.takePlace(slice),
      dispatchTransaction: (transaction) => {
        this.view.updateState(this.view.state.apply(transaction));
        if (transaction.docChanged && !transaction.getMeta(REMOTE)) this.note();
        if (transaction.selectionSet || transaction.docChanged) focused(this);
      },
      handleDOMEvents: {
        focus: () => focused(this) ?? false,
        blur: () => this.note() ?? false,
      },
      handleDrop: (_view, event) => dropped(this, event),
    });
    if (held) {
      this.meet(server);
      this.note();
    }
  }

  // --- what is here, what the server has ---

  blocks() {
    const blocks = [];
    const { state } = this.view;
    const here = this.view.hasFocus() ? state.selection.$from.node(1)?.attrs.uuid : null;
    state.doc.forEach((node) => {
      const { uuid, origin } = node.attrs;
      const known = this.known.get(uuid);
      const written = markdownOf(node);
      if (!written) {
        // Emptied while the cursor is still in it: whoever does that goes on writing there. Left empty, it is taken out.
        if (known && uuid === here) blocks.push({ uuid, text: known.text, base: known.text, origin });
        return;
      }
      const text = known && known.written === written ? known.text : written;
      blocks.push({ uuid, text, base: known?.text ?? "", origin });
    });
    return blocks;
  }

  isDirty(blocks = this.blocks()) {
    const known = [...this.known.keys()];
    return (
      blocks.length !== known.length || blocks.some((block, index) => block.uuid !== known[index] || block.text !== block.base)
    );
  }

  learn(uuid, text) {
    this.had.add(uuid);
    this.known.set(uuid, { text, written: blocksOf(text, uuid).map(markdownOf).join("\n\n") });
  }

  // What comes from another section, or from a copy of it, is a new block here, which says what it was: so it keeps its points.
  arriving(slice) {
    const nodes = [];
    slice.content.forEach((node) => {
      const { uuid } = node.attrs;
      const isOurs = !uuid || this.had.has(uuid) || this.nodeOf(uuid);
      nodes.push(isOurs ? node : node.type.create({ ...node.attrs, uuid: null, origin: uuid }, node.content, node.marks));
    });
    return new Slice(Fragment.fromArray(nodes), slice.openStart, slice.openEnd);
  }

  // Blocks pasted where nothing is written yet stay what they were; elsewhere their words flow into the paragraph there.
  takePlace(slice) {
    const { $from, empty } = this.view.state.selection;
    const isVacant = empty && $from.depth === 1 && $from.parent.content.size === 0;
    const { uuid, origin } = slice.content.firstChild?.attrs ?? {};
    if (!isVacant || !(uuid || origin)) return false;
    const transaction = this.view.state.tr.replaceWith($from.before(1), $from.after(1), slice.content);
    const end = transaction.mapping.map($from.after(1));
    transaction.setSelection(Selection.near(transaction.doc.resolve(end), -1));
    this.view.dispatch(transaction.scrollIntoView().setMeta("paste", true));
    return true;
  }

  request() {
    const known = [...this.known].map(([uuid, { text }]) => ({ uuid, text }));
    return { known, blocks: this.blocks() };
  }

  note() {
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keepHere(), KEEP);
    this.changed(this);
  }

  keepHere() {
    clearTimeout(this.keeping);
    const request = this.request();
    const about = { report: this.report, heading: this.element.dataset.title };
    if (this.isDirty(request.blocks)) this.isKept = keep(this.owner, this.uuid, { ...about, ...request });
    else forget(this.owner, this.uuid);
  }

  // --- bringing in what the server says ---

  // `sent` is what the answer answers; without it these are others' changes. What was typed since stays: the next save merges it.
  meet(server, sent = null, conflicts = {}) {
    const before = new Map(this.known);
    const asSent = sent && new Map(sent.blocks.map((block) => [block.uuid, block.text]));
    const mine = new Map(this.blocks().map((block) => [block.uuid, block]));
    const standing = new Set(server.map((block) => block.uuid));
    this.known = new Map();
    const wanted = [];
    for (const { uuid, text } of server) {
      const block = mine.get(uuid);
      const here = this.nodeOf(uuid);
      if (conflicts[uuid] !== undefined) this.conflicts.set(uuid, text);
      else if (sent) this.conflicts.delete(uuid);
      if (!here) {
        if (asSent?.has(uuid)) this.learn(uuid, asSent.get(uuid)); // taken out since: the next save says so
        else if (before.has(uuid) && !sent) this.known.set(uuid, before.get(uuid));
        else {
          this.learn(uuid, text); // somebody's new one, or one that somebody changed while it was taken out here
          wanted.push({ uuid, text });
        }
        continue;
      }
      const confirmed = asSent?.get(uuid);
      const isAsSent = block && confirmed !== undefined && block.text === confirmed;
      const isUntouched = block && block.text === block.base && !sent;
      if (this.conflicts.has(uuid)) this.known.set(uuid, before.get(uuid) ?? { text: "", written: "" });
      else if (isAsSent || isUntouched) {
        this.learn(uuid, text);
        if (text !== block.text) wanted.push({ uuid, text });
      } else if (confirmed !== undefined) this.learn(uuid, confirmed);
      else this.known.set(uuid, before.get(uuid) ?? { text: "", written: "" });
    }
    const gone = [...mine.values()].filter(
      ({ uuid, text, base }) =>
        !standing.has(uuid) && before.has(uuid) && (sent ? asSent.get(uuid) === text : text === base),
    );
    this.write(wanted, gone, server.map((block) => block.uuid), sent);
    this.keepHere();
  }

  write(wanted, gone, order, sent) {
    const { state } = this.view;
    const transaction = state.tr;
    for (const { uuid } of gone) {
      const place = placeOf(transaction.doc, uuid);
      if (place && transaction.doc.childCount > 1) transaction.delete(place.from, place.to);
    }
    for (const { uuid, text } of wanted) {
      const blocks = blocksOf(text, uuid);
      const place = placeOf(transaction.doc, uuid);
      if (place) replaceWhatDiffers(transaction, place, blocks);
      else transaction.insert(placeAfter(transaction.doc, order, uuid), blocks);
    }
    if (!sent || !this.isMoved(sent)) putInOrder(transaction, order);
    if (transaction.docChanged) this.view.dispatch(transaction.setMeta("addToHistory", false).setMeta(REMOTE, true));
  }

  isMoved(sent) {
    const now = [];
    this.view.state.doc.forEach((node) => now.push(node.attrs.uuid));
    return sent.blocks.map((block) => block.uuid).join() !== now.join();
  }

  // Whoever is asked decides: the others' words, or one's own over them.
  settle(uuid, takeTheirs) {
    const theirs = this.conflicts.get(uuid);
    this.conflicts.delete(uuid);
    this.learn(uuid, theirs);
    if (takeTheirs) {
      const transaction = this.view.state.tr;
      const place = placeOf(transaction.doc, uuid);
      if (place) replaceWhatDiffers(transaction, place, blocksOf(theirs, uuid));
      this.view.dispatch(transaction);
    }
    this.note();
  }

  replaceText(uuid, matched, instead) {
    const place = placeOf(this.view.state.doc, uuid);
    if (!place) return;
    let found = null;
    this.view.state.doc.nodesBetween(place.from, place.to, (node, position) => {
      if (found || !node.isTextblock) return;
      const at = node.textBetween(0, node.content.size, "", "\ufffc").indexOf(matched);
      if (at >= 0) found = { from: position + 1 + at, to: position + 1 + at + matched.length };
    });
    if (found) this.view.dispatch(this.view.state.tr.insertText(instead, found.from, found.to).scrollIntoView());
    this.view.focus();
  }

  // --- what is shown in the text ---

  nodeOf(uuid) {
    return placeOf(this.view.state.doc, uuid);
  }

  blockHere() {
    const { $from } = this.view.state.selection;
    const node = $from.node(1);
    if (!node) return null;
    return { uuid: node.attrs.uuid, text: node.textContent, offset: textOffset($from) };
  }

  show(change) {
    Object.assign(this.signs, change);
    this.view.dispatch(this.view.state.tr.setMeta(signs, true).setMeta(REMOTE, true));
  }

  signing() {
    return new Plugin({
      key: signs,
      props: {
        decorations: (state) => {
          const found = [];
          const here = state.selection.$from.node(1);
          state.doc.forEach((node, from) => {
            const { uuid } = node.attrs;
            const classes = [
              this.signs.unsound.has(uuid) ? "is-unsound" : "",
              this.conflicts.has(uuid) ? "is-disputed" : "",
              node === here ? "is-here" : "",
            ].filter(Boolean);
            if (classes.length) found.push(Decoration.node(from, from + node.nodeSize, { class: classes.join(" ") }));
            const { sentence } = this.signs;
            if (sentence?.uuid === uuid && node.isTextblock) {
              const at = node.textBetween(0, node.content.size, "", "\ufffc").indexOf(sentence.text);
              if (at >= 0) {
                const start = from + 1 + at;
                found.push(Decoration.inline(start, start + sentence.text.length, { class: "is-sentence" }));
              }
            }
          });
          return DecorationSet.create(state.doc, found);
        },
      },
    });
  }

  destroy() {
    this.keepHere();
    this.view.destroy();
  }
}

function documentOf(blocks) {
  const found = blocks.flatMap(({ uuid, text, origin }) =>
    blocksOf(text, uuid).map((node, index) =>
      index ? node.type.create({ ...node.attrs, uuid: newUuid(), origin: uuid }, node.content) : withOrigin(node, origin),
    ),
  );
  return schema.node("doc", null, found.length ? found : [schema.node("paragraph", { uuid: newUuid() })]);
}

const withOrigin = (node, origin) => (origin ? node.type.create({ ...node.attrs, origin }, node.content) : node);

function placeOf(doc, uuid) {
  let found = null;
  doc.forEach((node, from) => {
    if (node.attrs.uuid === uuid) found ??= { node, from, to: from + node.nodeSize };
  });
  return found;
}

function placeAfter(doc, order, uuid) {
  for (const before of order.slice(0, order.indexOf(uuid)).reverse()) {
    const place = placeOf(doc, before);
    if (place) return place.to;
  }
  return 0;
}

// Only the stretch that differs is replaced, so that a cursor beside it stays where it is.
function replaceWhatDiffers(transaction, place, blocks) {
  const [first] = blocks;
  if (blocks.length === 1 && first.type === place.node.type && first.sameMarkup(place.node)) {
    const start = place.node.content.findDiffStart(first.content);
    if (start === null) return;
    let { a, b } = place.node.content.findDiffEnd(first.content);
    const overlap = start - Math.min(a, b);
    if (overlap > 0) {
      a += overlap;
      b += overlap;
    }
    transaction.replace(place.from + 1 + start, place.from + 1 + a, first.slice(start, b));
  } else transaction.replaceWith(place.from, place.to, blocks);
}

function putInOrder(transaction, order) {
  const nodes = [];
  transaction.doc.forEach((node) => nodes.push(node));
  const ranks = nodes.map((node) => order.indexOf(node.attrs.uuid)).filter((rank) => rank >= 0);
  if (ranks.every((rank, index) => index === 0 || rank > ranks[index - 1])) return;
  const sorted = nodes.filter((node) => order.includes(node.attrs.uuid));
  sorted.sort((one, other) => order.indexOf(one.attrs.uuid) - order.indexOf(other.attrs.uuid));
  const arranged = nodes.map((node) => (order.includes(node.attrs.uuid) ? sorted.shift() : node));
  transaction.replaceWith(0, transaction.doc.content.size, arranged);
}

function textOffset($from) {
  return $from.depth === 1 ? $from.parent.textBetween(0, $from.parentOffset, "", "\ufffc").length : 0;
}
