// A hand at a browser that counts: screens on which something was done, and fields filled in.

import { so } from './checks.mjs';

export class Hand {
  constructor(page) {
    this.page = page;
    this.typed = 0;
    this.seen = 0;
    this.used = new Set();
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame() && !frame.url().includes('#')) this.seen += 1;
    });
  }

  /** Begins to count, from the screen shown now. */
  begin() {
    this.typed = 0;
    this.used = new Set();
  }

  #here() {
    this.used.add(this.seen);
  }

  async fill(selector, text) {
    this.#here();
    this.typed += 1;
    await this.page.fill(selector, text);
  }

  async choose(selector, label) {
    this.#here();
    this.typed += 1;
    await this.page.selectOption(selector, label);
  }

  async attach(selector, file) {
    this.#here();
    await this.page.setInputFiles(selector, file);
  }

  async press(selector) {
    this.#here();
    await this.page.locator(selector).first().click();
  }

  /** Reading a screen is using it too. */
  reads() {
    this.#here();
  }

  /** Holds what was counted against the figures of the task. */
  within(screens, typed) {
    so(this.used.size <= screens, `${this.used.size} screens, at most ${screens} allowed`);
    so(this.typed <= typed, `${this.typed} fields, at most ${typed} allowed`);
    console.log(`      ${this.used.size} screens, ${this.typed} fields`);
  }
}
