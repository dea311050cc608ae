// Steps of a walk through the editor: each is printed with its time, and leaves a picture.

import fs from 'node:fs';
import path from 'node:path';

export class Walk {
  #count = 0;

  constructor(page, pictures) {
    this.page = page;
    this.pictures = pictures;
    fs.rmSync(pictures, { recursive: true, force: true });
    fs.mkdirSync(pictures, { recursive: true });
  }

  /** Takes a step; it fails with its name and a picture of what there was instead. */
  async step(name, act) {
    const start = Date.now();
    this.#count += 1;
    const number = String(this.#count).padStart(2, '0');
    try {
      await act();
    } catch (error) {
      await this.picture(`${number}-FAILED-${name}`);
      console.log(`FAIL  VS Code: ${name}\n      ${String(error).split('\n').slice(0, 12).join('\n      ')}`);
      throw new Failed();
    }
    await this.picture(`${number}-${name}`);
    console.log(`pass  VS Code: ${name} (${Date.now() - start} ms)`);
  }

  async picture(name) {
    const file = path.join(this.pictures, `${name.replaceAll(/[^\w-]+/g, '-')}.png`);
    await this.page.screenshot({ path: file }).catch(() => {});
  }
}

/** A step failed and has been told. */
export class Failed extends Error {}

/** Asks until the answer is true, or fails with what it waited for. */
export async function until(what, ask, limit = 60_000) {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${limit} ms for ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
