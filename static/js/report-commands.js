// What the toolbar and the keys do, and when they can.

import {
  addColumnAfter,
  addRowAfter,
  baseKeymap,
  chainCommands,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  inputRules,
  isInTable,
  keymap,
  lift,
  liftListItem,
  redo,
  setBlockType,
  sinkListItem,
  splitListItem,
  textblockTypeInputRule,
  TextSelection,
  toggleMark,
  undo,
  wrapIn,
  wrapInList,
  wrappingInputRule,
} from "../vendor/prosemirror/prosemirror.js";
import { schema } from "./report-schema.js";

const { nodes, marks } = schema;

function ancestor(state, ...types) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if (types.includes($from.node(depth).type)) return $from.node(depth);
  }
  return null;
}

function list(type) {
  return (state, dispatch) => {
    const held = ancestor(state, nodes.bullet_list, nodes.ordered_list);
    if (held?.type === type) return liftListItem(nodes.list_item)(state, dispatch);
    return wrapInList(type)(state, dispatch);
  };
}

function heading(state, dispatch) {
  const type = ancestor(state, nodes.heading) ? nodes.paragraph : nodes.heading;
  return setBlockType(type, keepIdentity(state))(state, dispatch);
}

// A paragraph that becomes a heading is still the same paragraph of the report.
const keepIdentity = (state) => ({ uuid: state.selection.$from.node(1)?.attrs.uuid ?? null });

const quotation = (state, dispatch) =>
  ancestor(state, nodes.blockquote) ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch);

function table(state, dispatch) {
  if (isInTable(state)) return false;
  if (dispatch) {
    const row = (type) => nodes.table_row.create(null, [1, 2].map(() => type.create()));
    const made = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
    const { $from } = state.selection;
    const after = $from.after(1);
    const isBlank = $from.node(1).content.size === 0;
    const transaction = isBlank
      ? state.tr.replaceWith($from.before(1), after, made)
      : state.tr.insert(after, made);
    const start = isBlank ? $from.before(1) : after;
    dispatch(transaction.setSelection(TextSelection.near(transaction.doc.resolve(start + 3))).scrollIntoView());
  }
  return true;
}

function hasMark(type) {
  return (state) => {
    const { from, $from, to, empty } = state.selection;
    return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
  };
}

// `ask` commands open a small form first; see report-asking.js.
export const commands = {
  bold: { run: toggleMark(marks.strong), isOn: hasMark(marks.strong), keys: "Mod-b" },
  italic: { run: toggleMark(marks.em), isOn: hasMark(marks.em), keys: "Mod-i" },
  heading: { run: heading, isOn: (state) => Boolean(ancestor(state, nodes.heading)), keys: "Mod-Alt-3" },
  bullets: { run: list(nodes.bullet_list), isOn: (state) => ancestor(state, nodes.bullet_list, nodes.ordered_list)?.type === nodes.bullet_list, keys: "Mod-Shift-8" },
  numbers: { run: list(nodes.ordered_list), isOn: (state) => ancestor(state, nodes.bullet_list, nodes.ordered_list)?.type === nodes.ordered_list, keys: "Mod-Shift-7" },
  quote: { run: quotation, isOn: (state) => Boolean(ancestor(state, nodes.blockquote)), keys: "Mod-Shift-9" },
  link: { ask: "link", isOn: hasMark(marks.link), keys: "Mod-k" },
  footnote: { ask: "footnote", isOn: (state) => state.selection.node?.type === nodes.footnote, keys: "Mod-Alt-f" },
  table: { run: table, isOn: isInTable, keys: "Mod-Alt-t" },
  row: { run: addRowAfter, isOn: () => false, within: isInTable },
  column: { run: addColumnAfter, isOn: () => false, within: isInTable },
  "row-out": { run: deleteRow, isOn: () => false, within: isInTable },
  "column-out": { run: deleteColumn, isOn: () => false, within: isInTable },
  caption: { ask: "caption", isOn: () => false, within: isInTable },
  "table-out": { run: deleteTable, isOn: () => false, within: isInTable },
  undo: { run: undo, isOn: () => false, keys: "Mod-z" },
  redo: { run: redo, isOn: () => false, keys: "Mod-Shift-z" },
};

export function keys(ask) {
  const bound = { "Mod-y": redo };
  for (const command of Object.values(commands)) {
    if (command.keys) bound[command.keys] = command.run ?? ((_state, _dispatch, view) => ask(command.ask, view));
  }
  const inTable = (command) => (state, dispatch, view) => isInTable(state) && (command(state, dispatch, view) || true);
  return [
    keymap({
      Enter: chainCommands(inTable(goToNextCell(1)), splitListItem(nodes.list_item)),
      Tab: chainCommands(goToNextCell(1), sinkListItem(nodes.list_item)),
      "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(nodes.list_item)),
      "Shift-Enter": () => true, // a report has no line breaks inside a paragraph
      ...bound,
    }),
    keymap(baseKeymap),
  ];
}

export const asTyped = inputRules({
  rules: [
    wrappingInputRule(/^\s*([-*])\s$/, nodes.bullet_list),
    wrappingInputRule(/^(\d+)\.\s$/, nodes.ordered_list, (match) => ({ order: Number(match[1]) })),
    wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
    textblockTypeInputRule(/^(#{3,4})\s$/, nodes.heading, (match) => ({ level: match[1].length })),
  ],
});
