// What comes from Word, Google Docs or a page is cleaned before it is read: the schema keeps only what a report can hold, and
// what it cannot see is put right here: lists that Word writes as paragraphs, and everything that only looks.

const LEVEL = /level(\d+)/i;
const BULLET = /^[\s\u00a0]*([\u00b7\u2022\u25cf\u25aa\u25cb\u2013\u2014§o-])[\s\u00a0]+/;
const NUMBER = /^[\s\u00a0]*\(?([0-9]{1,3}|[a-z])[.)][\s\u00a0]+/i;
// Word's own elements, what it hides, and comments that somebody left in the text: they must never come along.
const REFUSED =
  "meta, title, style, script, xml, link, o\\:p, head, iframe, object, embed, img, svg, [style*='mso-element:comment'], [style*='mso-hide:all'], .MsoCommentReference, .MsoCommentText, del, [class*='msoDel']";
const KEPT = ["href", "start", "lang", "data-note", "data-align", "data-caption", "data-pm-slice"];

export function cleaned(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const comment of [...comments(page)]) comment.remove();
  for (const anchor of page.querySelectorAll("a[href^='#_msocom'], a[name^='_msoanchor'], a[id^='_anchor_']")) anchor.remove();
  for (const list of page.querySelectorAll("hr[class='msocomoff'], div[style*='mso-element:comment-list']")) list.remove();
  // Only what was copied in this editor says which paragraph it was.
  const isOurs = page.querySelector("[data-pm-slice]") !== null;
  gatherLists(page);
  for (const element of page.querySelectorAll(REFUSED)) element.remove();
  for (const element of [...page.body.querySelectorAll("*")]) {
    if (element.tagName.includes(":")) element.replaceWith(...element.childNodes); // smart tags: <st1:place>
    else if (element.tagName === "BR") element.replaceWith(" ");
    else look(element, isOurs ? [...KEPT, "data-uuid"] : KEPT);
  }
  // A cell holds one text: Word makes paragraphs of it.
  for (const block of page.querySelectorAll(":is(td, th) :is(p, div, li, ul, ol, h1, h2, h3, h4, h5, h6)")) {
    block.replaceWith(...block.childNodes, " ");
  }
  return page.body.innerHTML;
}

function comments(page) {
  const walker = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

// Of all that styles say only slanted and bold are kept, and a direction or size of type never is.
function look(element, kept) {
  const slanted = element.style.fontStyle === "italic";
  const weight = element.style.fontWeight;
  for (const { name } of [...element.attributes]) {
    if (!kept.includes(name)) element.removeAttribute(name);
  }
  if (element.tagName !== "SPAN") return;
  // Word marks the language of every run: only what was marked here by hand is meant.
  if (!element.hasAttribute("data-note")) element.removeAttribute("lang");
  if (slanted) wrap(element, "em");
  if (weight === "bold" || Number(weight) >= 600) wrap(element, "strong");
}

function wrap(element, name) {
  const wrapper = element.ownerDocument.createElement(name);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

// <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·   </span>Text</p>
function gatherLists(page) {
  let lists = [];
  for (const paragraph of [...page.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const style = paragraph.getAttribute("style") ?? "";
    const isItem = /mso-list:\s*l\d/i.test(style) || /^MsoListParagraph/.test(paragraph.className);
    const before = lists.length ? lists[0].list : null;
    if (!isItem || (before && !follows(paragraph, before))) lists = [];
    if (!isItem) continue;
    const label = labelOf(paragraph);
    if (label === null) continue;
    const level = Number(LEVEL.exec(style)?.[1] ?? 1);
    const name = NUMBER.test(label) && !BULLET.test(label) ? "ol" : "ul";
    while (lists.length > 1 && lists.at(-1).level > level) lists.pop();
    if (lists.length && lists.at(-1).level === level && lists.at(-1).name !== name) lists.pop();
    if (!lists.length || lists.at(-1).level < level) {
      const list = page.createElement(name);
      const last = lists.at(-1)?.list.lastElementChild;
      if (last) last.append(list);
      else paragraph.before(list);
      lists.push({ list, name, level });
    }
    const item = page.createElement("li");
    const text = page.createElement("p");
    text.append(...paragraph.childNodes);
    item.append(text);
    lists.at(-1).list.append(item);
    paragraph.remove();
  }
}

function follows(paragraph, list) {
  let before = paragraph.previousSibling;
  while (before && before !== list && before.nodeType !== 1 && !before.textContent.trim()) before = before.previousSibling;
  return before === list;
}

// The sign in front of an item, which is taken out; null where there is none and the paragraph is only indented.
function labelOf(paragraph) {
  const ignored = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""));
  if (ignored) {
    const label = `${ignored.textContent} `;
    ignored.remove();
    return label;
  }
  const first = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
  const label = first && (BULLET.exec(first.data) ?? NUMBER.exec(first.data));
  if (!label) return null;
  first.data = first.data.slice(label[0].length);
  return label[0];
}
