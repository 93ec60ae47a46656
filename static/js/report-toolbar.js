// The toolbar above the text: one for all sections, working on the one that is written in. Arrow keys move in it (ARIA toolbar).

import { commands } from "./report-commands.js";

export class Toolbar {
  constructor(element, ask) {
    this.element = element;
    this.buttons = [...element.querySelectorAll("button[data-command]")];
    const apple = /Mac|iPhone|iPad/.test(navigator.platform);
    for (const button of this.buttons) {
      const { keys } = commands[button.dataset.command];
      if (keys) {
        button.title += ` (${keys.replace("Mod", apple ? "⌘" : "Ctrl").replaceAll("-", "+")})`;
        button.setAttribute("aria-keyshortcuts", keys.replace("Mod", apple ? "Meta" : "Control").replaceAll("-", "+"));
      }
      button.tabIndex = -1;
    }
    this.buttons[0].tabIndex = 0;
    element.addEventListener("mousedown", (event) => event.preventDefault()); // the cursor stays in the text
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-command]");
      if (!button || !this.section || button.getAttribute("aria-disabled") === "true") return;
      const { view } = this.section;
      const command = commands[button.dataset.command];
      if (command.ask) ask(command.ask, view);
      else {
        command.run(view.state, view.dispatch, view);
        view.focus();
      }
    });
    element.addEventListener("keydown", (event) => this.move(event));
  }

  move(event) {
    const usable = this.buttons.filter((button) => !button.hidden);
    const forward = getComputedStyle(this.element).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const at = usable.indexOf(document.activeElement);
    const to = {
      [forward]: at + 1,
      [forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft"]: at - 1,
      Home: 0,
      End: -1,
    }[event.key];
    if (event.key === "Escape") this.section?.view.focus();
    if (to === undefined || at < 0) return;
    event.preventDefault();
    for (const button of this.buttons) button.tabIndex = -1;
    const next = usable.at(to % usable.length);
    next.tabIndex = 0;
    next.focus();
  }

  show(section) {
    this.section = section;
    const { state } = section.view;
    for (const button of this.buttons) {
      const command = commands[button.dataset.command];
      const can = command.ask ? true : command.run(state);
      button.hidden = Boolean(command.within) && !command.within(state);
      button.setAttribute("aria-disabled", String(!can));
      if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", String(command.isOn(state)));
    }
  }
}
