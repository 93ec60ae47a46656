// Keeps the identifiers of blocks: each block of the document is one paragraph of the report, and no two are the same one.

import { Plugin } from "../vendor/prosemirror/prosemirror.js";

export const REMOTE = "from the server"; // changes that nobody made here

export function newUuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // over plain http there is no randomUUID
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// After a split the part that holds more of the text stays the paragraph; the other is new, and says what it came from.
// What was wrapped (into a list, a quotation) takes the identifier of what stands in it.
export const identity = new Plugin({
  appendTransaction(transactions, _before, state) {
    if (!transactions.some((one) => one.docChanged)) return null;
    const held = new Map();
    const wanted = [];
    state.doc.forEach((node, position) => {
      let { uuid } = node.attrs;
      if (!uuid) {
        node.descendants((inner) => {
          uuid ??= inner.attrs.uuid ?? null;
        });
      }
      const block = { node, position, uuid, origin: node.attrs.origin };
      const other = uuid && held.get(uuid);
      if (!uuid) block.uuid = newUuid();
      else if (!other) held.set(uuid, block);
      else if (node.textContent.length > other.node.textContent.length) {
        Object.assign(other, { uuid: newUuid(), origin: uuid });
        held.set(uuid, block);
      } else Object.assign(block, { uuid: newUuid(), origin: uuid });
      wanted.push(block);
    });
    const transaction = state.tr;
    for (const { node, position, uuid, origin } of wanted) {
      if (node.attrs.uuid !== uuid) transaction.setNodeMarkup(position, null, { ...node.attrs, uuid, origin });
      node.descendants((inner, offset) => {
        if (inner.attrs.uuid) transaction.setNodeMarkup(position + 1 + offset, null, { ...inner.attrs, uuid: null });
      });
    }
    return transaction.docChanged ? transaction.setMeta("addToHistory", false) : null;
  },
});
