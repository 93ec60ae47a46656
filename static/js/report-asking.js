// The small forms of link, footnote and caption.

import { TextSelection } from "../vendor/prosemirror/prosemirror.js";
import { schema } from "./report-schema.js";

const dialog = document.getElementById("ask");
const { marks, nodes } = schema;

const kinds = {
  link: {
    before: (state) => linkAt(state)?.mark.attrs.href ?? "",
    apply(state, value) {
      const found = linkAt(state);
      const { from, to } = found ?? state.selection;
      const transaction = state.tr.removeMark(from, to, marks.link);
      if (!value) return transaction;
      const href = /^[a-z]+:/i.test(value) ? value : value.includes("@") ? `mailto:${value}` : `https://${value}`;
      if (from === to) return transaction.insertText(value, from).addMark(from, from + value.length, marks.link.create({ href }));
      return transaction.addMark(from, to, marks.link.create({ href }));
    },
  },
  footnote: {
    before: (state) => state.selection.node?.attrs.note ?? "",
    apply(state, value) {
      const held = state.selection.node?.type === nodes.footnote;
      if (!value) return held ? state.tr.deleteSelection() : state.tr;
      const note = nodes.footnote.create({ note: value });
      if (held) return state.tr.replaceSelectionWith(note, false);
      const { to } = state.selection;
      const transaction = state.tr.insert(to, note);
      return transaction.setSelection(TextSelection.create(transaction.doc, to + 1));
    },
  },
  caption: {
    before: (state) => tableAt(state)?.node.attrs.caption ?? "",
    apply(state, value) {
      const found = tableAt(state);
      return found ? state.tr.setNodeMarkup(found.from, null, { ...found.node.attrs, caption: value }) : state.tr;
    },
  },
};

export function ask(kind, view) {
  const field = dialog.querySelector("input, textarea");
  for (const label of dialog.querySelectorAll("[data-for]")) label.hidden = label.dataset.for !== kind;
  field.setAttribute("aria-labelledby", `ask-${kind}`);
  field.value = kinds[kind].before(view.state);
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue === "done") {
      view.dispatch(kinds[kind].apply(view.state, field.value.replace(/\s+/g, " ").trim()).scrollIntoView());
    } else if (dialog.returnValue === "remove") view.dispatch(kinds[kind].apply(view.state, ""));
    view.focus();
  };
  dialog.showModal();
  field.select();
  return true;
}

function linkAt(state) {
  const { $from, from, to, empty } = state.selection;
  const parent = $from.parent;
  let found = null;
  parent.forEach((node, offset) => {
    const mark = marks.link.isInSet(node.marks);
    const start = $from.start() + offset;
    const end = start + node.nodeSize;
    if (!mark || end < from || start > to || (!empty && (end <= from || start >= to))) return;
    if (found?.mark.eq(mark) && found.to === start) found.to = end;
    else found ??= { mark, from: start, to: end };
  });
  return found;
}

function tableAt(state) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type === nodes.table) return { node: $from.node(depth), from: $from.before(depth) };
  }
  return null;
}
