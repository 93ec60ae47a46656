// Suggestions for the pickers of the registry (stakeholders.pickers): a combobox by the ARIA pattern. Without it the search box
// still works: the form comes back and asks which of the matches is meant.

const PAUSE = 200; // milliseconds after the last key

class Picker {
  constructor(root) {
    this.root = root;
    this.multiple = root.hasAttribute("data-multiple");
    this.input = root.querySelector("input[type=text]");
    this.value = root.querySelector("[data-value]");
    this.picked = root.querySelector("[data-picked]");
    this.list = document.createElement("ul");
    this.list.id = `${this.input.id}-list`;
    this.list.className = "picker-list";
    this.list.setAttribute("role", "listbox");
    this.list.hidden = true;
    this.input.after(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the search box keeps the focus
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  typed() {
    if (this.value) this.value.value = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.request?.abort();
    const text = this.input.value.trim();
    if (text.length < Number(this.root.dataset.min)) return this.close();
    this.request = new AbortController();
    try {
      const url = `${this.root.dataset.url}?${new URLSearchParams({ q: text })}`;
      const answer = await fetch(url, { signal: this.request.signal, headers: { Accept: "application/json" } });
      if (answer.ok && document.activeElement === this.input) this.show((await answer.json()).items);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(items) {
    this.list.replaceChildren(...items.map((item, index) => this.option(item, index)));
    if (items.length === 0) {
      const nothing = document.createElement("li");
      nothing.className = "picker-nothing";
      const add = Object.assign(document.createElement("a"), { href: this.root.dataset.addUrl, target: "_blank", textContent: this.root.dataset.add });
      nothing.append(this.root.dataset.nothing, " ", add);
      this.list.append(nothing);
    }
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(items.length ? 0 : -1);
  }

  option(item, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.dataset.value = item.value;
    option.dataset.label = item.label;
    option.append(Object.assign(document.createElement("span"), { textContent: item.label }));
    if (item.hint) {
      option.append(Object.assign(document.createElement("span"), { className: "meta", textContent: item.hint }));
      option.dataset.hint = item.hint;
    }
    return option;
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  mark(index) {
    const options = this.options;
    this.marked = options.length ? (index + options.length) % options.length : -1;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.marked)));
    const current = options[this.marked];
    if (current) {
      this.input.setAttribute("aria-activedescendant", current.id);
      current.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  pressed(event) {
    if (event.key === "ArrowDown" && this.list.hidden) {
      event.preventDefault();
      this.ask();
    } else if (this.list.hidden) {
      return;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.mark(this.marked + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && this.options[this.marked]) {
      event.preventDefault();
      this.choose(this.options[this.marked]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  choose(option) {
    const { value, label, hint } = option.dataset;
    for (const question of this.root.querySelectorAll(".picker-question")) question.remove();
    if (this.multiple) {
      this.input.value = "";
      if (!this.picked.querySelector(`input[value="${CSS.escape(value)}"]`)) this.picked.append(this.tick(value, label, hint));
    } else {
      this.input.value = label;
      this.value.value = value;
    }
    this.close();
    this.root.dispatchEvent(new CustomEvent("picker:choose", { bubbles: true, detail: { value, label } }));
  }

  tick(value, label, hint) {
    const row = document.createElement("li");
    const box = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { className: "form-check-input", type: "checkbox", name: this.root.dataset.name, value, checked: true });
    box.append(input, " ", Object.assign(document.createElement("span"), { textContent: label }));
    if (hint) box.append(" ", Object.assign(document.createElement("span"), { className: "meta", textContent: hint }));
    row.append(box);
    return row;
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

function start(root) {
  for (const element of root.querySelectorAll("[data-picker]:not([data-picker-ready])")) {
    element.dataset.pickerReady = "";
    new Picker(element);
  }
}

start(document);
document.addEventListener("htmx:load", () => start(document));
