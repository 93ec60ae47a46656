// What a section may hold, and how it is written: the blocks of decision 0107, read from Markdown and written back to it.
// Every block of the document stands for one stored paragraph and carries its identifier.

import {
  MarkdownIt,
  MarkdownParser,
  MarkdownSerializer,
  Schema,
  tableNodes,
} from "../vendor/prosemirror/prosemirror.js";

const SAFE = /^(https?:\/\/|mailto:)/i;
const LANGUAGE = /^\{lang=([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\}/;

const identity = { uuid: { default: null }, origin: { default: null } };
const known = (dom) => ({ uuid: dom.getAttribute("data-uuid") });
const marked = (node, more = {}) => ({ ...(node.attrs.uuid ? { "data-uuid": node.attrs.uuid } : {}), ...more });
const heading = (level) => (dom) => ({ ...known(dom), level });

const tables = tableNodes({
  tableGroup: "block",
  cellContent: "inline*",
  cellAttributes: {
    align: {
      default: null,
      getFromDOM: (dom) => dom.getAttribute("data-align"),
      setDOMAttr: (value, attributes) => {
        if (value) attributes["data-align"] = value;
      },
    },
  },
});

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: {
      group: "block",
      content: "inline*",
      attrs: identity,
      parseDOM: [{ tag: "p", getAttrs: known }],
      toDOM: (node) => ["p", marked(node, { dir: "auto" }), 0],
    },
    heading: {
      group: "block",
      content: "inline*",
      attrs: { ...identity, level: { default: 3 } },
      defining: true,
      parseDOM: [
        { tag: "h1", getAttrs: heading(3) },
        { tag: "h2", getAttrs: heading(3) },
        { tag: "h3", getAttrs: heading(3) },
        { tag: "h4", getAttrs: heading(4) },
        { tag: "h5", getAttrs: heading(4) },
        { tag: "h6", getAttrs: heading(4) },
      ],
      toDOM: (node) => [node.attrs.level === 4 ? "h6" : "h5", marked(node, { dir: "auto" }), 0],
    },
    bullet_list: {
      group: "block list",
      content: "list_item+",
      attrs: identity,
      parseDOM: [{ tag: "ul", getAttrs: known }],
      toDOM: (node) => ["ul", marked(node), 0],
    },
    ordered_list: {
      group: "block list",
      content: "list_item+",
      attrs: { ...identity, order: { default: 1 } },
      parseDOM: [
        { tag: "ol", getAttrs: (dom) => ({ ...known(dom), order: Number(dom.getAttribute("start") ?? 1) || 1 }) },
      ],
      toDOM: (node) => ["ol", marked(node, node.attrs.order === 1 ? {} : { start: node.attrs.order }), 0],
    },
    list_item: {
      content: "paragraph+ list*",
      defining: true,
      parseDOM: [{ tag: "li" }],
      toDOM: () => ["li", 0],
    },
    blockquote: {
      group: "block",
      content: "block+",
      attrs: identity,
      defining: true,
      parseDOM: [{ tag: "blockquote", getAttrs: known }],
      toDOM: (node) => ["blockquote", marked(node), 0],
    },
    ...tables,
    table: {
      ...tables.table,
      attrs: { ...identity, caption: { default: "" } },
      parseDOM: [
        {
          tag: "table",
          getAttrs: (dom) => ({ ...known(dom), caption: dom.caption?.textContent.trim() ?? dom.dataset.caption ?? "" }),
        },
      ],
      toDOM: (node) => [
        "table",
        marked(node, node.attrs.caption ? { "data-caption": node.attrs.caption } : {}),
        ["tbody", 0],
      ],
    },
    footnote: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { note: { default: "" } },
      parseDOM: [{ tag: "span[data-note]", getAttrs: (dom) => ({ note: dom.dataset.note }) }],
      toDOM: (node) => ["span", { class: "note-mark", "data-note": node.attrs.note, title: node.attrs.note }, "*"],
    },
    text: { group: "inline" },
  },
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [
        {
          tag: "a[href]",
          getAttrs: (dom) => (SAFE.test(dom.getAttribute("href")) ? { href: dom.getAttribute("href") } : false),
        },
      ],
      toDOM: (mark) => ["a", { href: mark.attrs.href, rel: "noopener" }, 0],
    },
    language: {
      attrs: { lang: {} },
      parseDOM: [{ tag: "span[lang]", getAttrs: (dom) => ({ lang: dom.lang }) }],
      toDOM: (mark) => ["span", { lang: mark.attrs.lang, dir: "auto" }, 0],
    },
    em: {
      parseDOM: [{ tag: "i" }, { tag: "em" }, { style: "font-style=italic" }],
      toDOM: () => ["em", 0],
    },
    strong: {
      parseDOM: [
        { tag: "strong" },
        { tag: "b", getAttrs: (dom) => dom.style.fontWeight !== "normal" && null },
        { style: "font-weight", getAttrs: (value) => /^(bold|[6-9]\d\d)$/.test(value) && null },
      ],
      toDOM: () => ["strong", 0],
    },
  },
});

// --- reading ----------------------------------------------------------------------------------------

function footnote(state, silent) {
  if (!state.src.startsWith("^[", state.pos)) return false;
  const end = state.md.helpers.parseLinkLabel(state, state.pos + 1);
  if (end < 0) return false;
  if (!silent) state.push("footnote", "", 0).content = state.src.slice(state.pos + 2, end);
  state.pos = end + 1;
  return true;
}

function language(state, silent) {
  if (state.src[state.pos] !== "[") return false;
  const end = state.md.helpers.parseLinkLabel(state, state.pos);
  const mark = end < 0 ? null : LANGUAGE.exec(state.src.slice(end + 1));
  if (!mark) return false;
  if (!silent) {
    const last = state.posMax;
    state.push("language_open", "span", 1).meta = { lang: mark[1] };
    state.pos += 1;
    state.posMax = end;
    state.md.inline.tokenize(state);
    state.posMax = last;
    state.push("language_close", "span", -1);
  }
  state.pos = end + 1 + mark[0].length;
  return true;
}

const reader = new MarkdownIt("zero").enable([
  "heading",
  "list",
  "table",
  "blockquote",
  "emphasis",
  "link",
  "autolink",
  "escape",
  "entity",
]);
reader.inline.ruler.before("link", "language_span", language);
reader.inline.ruler.before("link", "footnote", footnote);

const aligned = (_state, token) => {
  const align = /text-align:(center|right)/.exec(token.attrGet("style") ?? "")?.[1];
  return { align: align ?? null };
};

const parser = new MarkdownParser(schema, reader, {
  paragraph: { block: "paragraph" },
  heading: { block: "heading", getAttrs: (token) => ({ level: token.tag === "h4" ? 4 : 3 }) },
  bullet_list: { block: "bullet_list" },
  ordered_list: { block: "ordered_list", getAttrs: (token) => ({ order: Number(token.attrGet("start") ?? 1) }) },
  list_item: { block: "list_item" },
  blockquote: { block: "blockquote" },
  table: { block: "table" },
  thead: { ignore: true },
  tbody: { ignore: true },
  tr: { block: "table_row" },
  th: { block: "table_header", getAttrs: (token) => aligned(null, token) },
  td: { block: "table_cell", getAttrs: (token) => aligned(null, token) },
  em: { mark: "em" },
  strong: { mark: "strong" },
  link: { mark: "link", getAttrs: (token) => ({ href: token.attrGet("href") }) },
  language: { mark: "language", getAttrs: (token) => ({ lang: token.meta.lang }) },
  footnote: { node: "footnote", getAttrs: (token) => ({ note: token.content }) },
});

// “#” and “##” are text in a report, for sections have their own headings; deeper ones count as the lowest.
const asText = (markdown) => markdown.replace(/^(#{1,2})(?=[ \t])/gm, "\\$1").replace(/^#{5,6}(?=[ \t])/gm, "####");
const CAPTION = /^(.*\|.*)\n: *(\S.*)$/m;

// The blocks of what is stored as one paragraph: mostly one. The first carries its identifier.
export function blocksOf(markdown, uuid) {
  let caption = "";
  const bare = markdown.replace(CAPTION, (_all, row, text) => {
    caption = text.trim();
    return row;
  });
  let parsed;
  try {
    parsed = parser.parse(asText(bare));
    parsed.check();
  } catch {
    // What the blocks cannot hold is kept as it is written.
    parsed = schema.node("doc", null, [schema.node("paragraph", null, schema.text(markdown.replace(/\s+/g, " ")))]);
  }
  const blocks = [];
  parsed.forEach((node) => {
    const attributes = { ...node.attrs, uuid: blocks.length ? null : uuid };
    if (node.type === schema.nodes.table) attributes.caption = caption;
    blocks.push(node.type.create(attributes, node.content, node.marks));
  });
  return blocks.length ? blocks : [schema.node("paragraph", { uuid })];
}

// --- writing ----------------------------------------------------------------------------------------

const around = (open, close = open) => ({ open, close, mixable: true, expelEnclosingWhitespace: true });

const writer = new MarkdownSerializer(
  {
    paragraph(state, node) {
      state.renderInline(node);
      state.closeBlock(node);
    },
    heading(state, node) {
      state.write(`${"#".repeat(node.attrs.level)} `);
      state.renderInline(node, false);
      state.closeBlock(node);
    },
    bullet_list(state, node) {
      state.renderList(node, "  ", () => "- ");
    },
    ordered_list(state, node) {
      const first = node.attrs.order;
      const width = String(first + node.childCount - 1).length + 2;
      state.renderList(node, " ".repeat(width), (index) => `${first + index}. `.padEnd(width));
    },
    list_item(state, node) {
      state.renderContent(node);
    },
    blockquote(state, node) {
      state.wrapBlock("> ", null, node, () => state.renderContent(node));
    },
    table(state, node) {
      node.forEach((row, _offset, index) => {
        state.write(`| ${row.children.map(cellText).join(" | ")} |\n`);
        if (index === 0) state.write(`| ${row.children.map(rule).join(" | ")} |\n`);
      });
      if (node.attrs.caption) state.write(`: ${node.attrs.caption}`);
      state.closeBlock(node);
    },
    table_row() {},
    table_cell() {},
    table_header() {},
    footnote(state, node) {
      state.write(`^[${balanced(node.attrs.note)}]`);
    },
    text(state, node) {
      state.text(node.text.replace(/\s+/g, " "), true);
    },
  },
  {
    em: around("*"),
    strong: around("**"),
    language: { open: "[", close: (_state, mark) => `]{lang=${mark.attrs.lang}}`, mixable: false },
    link: { open: "[", close: (_state, mark) => `](${address(mark.attrs.href)})`, mixable: false },
  },
  // What this Markdown reads besides: entities, and addresses in angle brackets.
  { escapeExtraCharacters: /[&<]/g },
);

const address = (href) => (/[()\s]/.test(href) ? `<${href.replace(/[<>\s]/g, encodeURIComponent)}>` : href);
const rule = (cell) => ({ center: ":-:", right: "--:" })[cell.attrs.align] ?? "---";

// A bracket that does not close would end the note in the wrong place.
function balanced(note) {
  let depth = 0;
  const plain = note.replace(/\s+/g, " ").trim();
  for (const one of plain.replace(/\\./g, "")) {
    depth += one === "[" ? 1 : one === "]" ? -1 : 0;
    if (depth < 0) break;
  }
  return depth === 0 ? plain : plain.replace(/[[\]]/g, "");
}

function cellText(cell) {
  return markdownOf(schema.node("paragraph", null, cell.content)).replace(/\|/g, "\\|") || " ";
}

export function markdownOf(block) {
  return writer.serialize(schema.node("doc", null, [block]), { tightLists: true }).trim();
}
