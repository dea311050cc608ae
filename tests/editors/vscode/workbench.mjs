// What a person does with VS Code, in its own words.

import { until } from './steps.mjs';

export class Workbench {
  constructor(page) {
    this.page = page;
    this.keys = page.keyboard;
  }

  async ready() {
    await this.page.waitForSelector('.monaco-workbench', { timeout: 90_000 });
    await this.page.waitForSelector('.editor-instance .view-lines', { timeout: 90_000 });
  }

  /** Puts the cursor at a line and column, both from 1. */
  async goTo(line, column) {
    await this.focusEditor();
    await this.keys.press('Control+g');
    await this.input(':');
    await this.keys.type(`${line}:${column}`);
    await this.keys.press('Enter');
    await until(`the cursor at ${line}:${column}`, async () => (await this.cursor()) === `${line}:${column}`);
  }

  /** The box at the top, once it asks for what begins with this. */
  async input(prefix) {
    const input = this.page.locator('.quick-input-widget input').first();
    await until(`the box for ${prefix}`, async () => (await input.isVisible()) && (await input.inputValue()).startsWith(prefix));
    return input;
  }

  async focusEditor() {
    if ((await this.cursor()) === '') {
      // The keys are with a view, which keeps them: a click takes them back.
      await this.page.locator('.editor-group-container').first().locator('.view-lines').click({ position: { x: 5, y: 100 } });
      await until('the editor in focus', async () => (await this.cursor()) !== '');
    }
    await this.keys.press('Control+1');
  }

  async command(name) {
    await this.keys.press('F1');
    await (await this.input('>')).fill(`>${name}`);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
    await this.keys.press('Enter');
  }

  async openFile(name) {
    await this.keys.press('Control+p');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor({ state: 'visible' });
    await input.fill(name);
    // The list still changes while it is searched: what Enter opens is the row in focus.
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name.split('/').at(-1) }).waitFor();
    await this.keys.press('Enter');
    await this.page.locator('.tab.active', { hasText: name.split('/').at(-1) }).first().waitFor();
  }

  /** Where the status bar says that the cursor is. */
  async cursor() {
    const text = await this.page.locator('[id="status.editor.selection"]').innerText({ timeout: 300 }).catch(() => '');
    const found = /(\d+)\D+(\d+)/.exec(text);
    return found ? `${found[1]}:${found[2]}` : '';
  }

  /** What our item in the status bar tells a screen reader. */
  async status() {
    const item = this.page.locator('[id="planlint.planlint.planlint.status"], [id*="planlint.status"]').first();
    return (await item.locator('a').first().getAttribute('aria-label', { timeout: 300 }).catch(() => '')) ?? '';
  }

  async squiggles() {
    return this.page.locator('.squiggly-error, .squiggly-warning, .squiggly-info').count();
  }

  async problems() {
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    return rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? row.textContent));
  }

  /** The plan map's own page, inside its frames. */
  async map() {
    return this.#frame('the plan map', 'header.bar');
  }

  /** The page of an audit, inside its frames. */
  async audit() {
    return this.#frame('the audit', 'section#plans, section[aria-labelledby="scores"]');
  }

  async #frame(name, mark) {
    return until(`the frame of ${name}`, async () => {
      for (const frame of this.page.frames()) {
        if (await frame.locator(mark).count().catch(() => 0)) {
          return frame;
        }
      }
      return undefined;
    });
  }
}
