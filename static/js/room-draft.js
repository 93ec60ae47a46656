// What is typed survives a reload, a crash and a failed request, in the store of this device. The draft keeps the point's
// identifier as well where the form has one, so that sending it again does not put it on record twice.

import { newUuid } from "./room-page.js";
import { store } from "./room-store.js";

export function keepDraft(form, owner = location.pathname) {
  const { text, uuid, kind, chosen } = form.elements;
  if (uuid) uuid.value = newUuid();
  const read = store.get("drafts", owner).then((kept) => {
    if (!kept || text.value) return;
    text.value = kept.text;
    if (uuid && kept.uuid) uuid.value = kept.uuid;
    if (kept.kind) kind.value = kept.kind;
    if (kept.rule && [...chosen.options].some((option) => option.value === kept.rule)) chosen.value = kept.rule;
  });

  function write() {
    if (!text.value.trim()) return store.remove("drafts", owner);
    return store.put("drafts", { owner, text: text.value, uuid: uuid?.value, kind: kind.value, rule: chosen?.value });
  }

  form.addEventListener("input", write);
  form.addEventListener("change", write);

  return {
    text,
    read,
    write,
    done() {
      text.value = "";
      if (uuid) uuid.value = newUuid();
      if (form.elements.hands) form.elements.hands.value = "";
      return write();
    },
  };
}
