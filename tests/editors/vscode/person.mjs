// A day of drafting in VS Code, as a person spends it: on copies of the examples, with mouse and keyboard.
// usage: node person.mjs PORT WORKSPACE PICTURES

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { address, open, remote } from './browser.mjs';
import { Failed, until, Walk } from './steps.mjs';
import { Workbench } from './workbench.mjs';

const [port, workspace, pictures] = process.argv.slice(2);
const GOALS = `${workspace}/itu-2024-2027-complete/goal-1.yaml`;
const before = fs.readFileSync(GOALS, 'utf8');
const codeLine = before.split('\n').findIndex((line) => line.includes('sdg: [9.c.1]')) + 1;
const codeColumn = before.split('\n')[codeLine - 1].indexOf('9.c.1') + 1;

const { page, outside, close } = await open();
const walk = new Walk(page, pictures);
const code = new Workbench(page);
let outcome = 1;

try {
  await walk.step('open a plan', async () => {
    await page.goto(address(port, workspace, [['openFile', remote(port, GOALS)]]), { waitUntil: 'domcontentloaded' });
    await code.ready();
    await until('the status item', async () => /planlint/.test(await code.status()), 60_000);
  });

  await walk.step('type a wrong SDG code', async () => {
    await code.goTo(codeLine, codeColumn);
    for (let i = 0; i < '9.c.1'.length; i++) {
      await code.keys.press('Shift+ArrowRight');
    }
    await code.keys.type('9.C1');
    await page.waitForSelector('.squiggly-error, .squiggly-warning', { state: 'attached' });
    await until('a count', async () => /errors 1/.test(await code.status()));
  });

  await walk.step('read why', async () => {
    await code.goTo(codeLine, codeColumn + 1);
    await code.command('Show or Focus Hover');
    await page.locator('.monaco-hover:not(.hidden)', { hasText: 'sdg-code-invalid' }).first().waitFor();
  });

  await walk.step('open Problems', async () => {
    await code.keys.press('Escape');
    await code.keys.press('Control+Shift+M');
    await page.waitForSelector('.markers-panel .monaco-list-row');
    const rows = await code.problems();
    assert(rows.some((row) => row.includes('9.C1')), `no row names the code: ${rows.join(' | ')}`);
  });

  await walk.step('look at the light bulb', async () => {
    await code.goTo(codeLine, codeColumn + 1);
    await code.keys.press('Control+.');
    await page.waitForSelector('.action-widget .monaco-list-row');
    const offers = await page.locator('.action-widget .monaco-list-row').allInnerTexts();
    assert(offers.some((offer) => offer.includes('9.c.1')), `no offer to correct the code: ${offers.join(' | ')}`);
    assert(offers.some((offer) => offer.includes('Explain rule links/sdg-code-invalid')), offers.join(' | '));
  });

  await walk.step('take the quick fix', async () => {
    const chosen = page.locator('.action-widget .monaco-list-row.focused');
    for (let i = 0; i < 10 && !(await chosen.innerText()).includes('9.c.1'); i++) {
      await code.keys.press('ArrowDown');
    }
    await code.keys.press('Enter');
    await until('no squiggle', async () => (await code.squiggles()) === 0);
    await until('a clean status', async () => /no findings/.test(await code.status()));
  });

  await walk.step('save', async () => {
    await code.keys.press('Control+s');
    await until('the file as it was', () => fs.readFileSync(GOALS, 'utf8') === before);
    assert.deepEqual(await code.problems(), []);
    await code.keys.press('Control+Shift+M');
  });

  await walk.step('open the plan map', async () => {
    await page.locator('.editor-actions a[aria-label*="Show plan map"]').first().click();
    const map = await code.map();
    await map.locator('.card[data-id="T1.1"]').waitFor();
    assert.equal(await map.locator('.card.broken, .card.missing').count(), 0);
    assert.match(await map.locator('header').innerText(), /0 no funding/);
  });

  await walk.step('jump from the map', async () => {
    const map = await code.map();
    await map.locator('.card[data-id="T1.2"]').click();
    const line = before.split('\n').findIndex((text) => text.trim() === 'T1.2:') + 1;
    await until(`the cursor in line ${line}`, async () => (await code.cursor()).startsWith(`${line}:`));
    await until('the card marked', async () => (await map.locator('.card.selected[data-id="T1.2"]').count()) === 1);
  });
  outcome = 0;
} catch (error) {
  if (!(error instanceof Failed)) {
    console.log(`FAIL  VS Code: ${error.stack}`);
  }
}
if (outside.size > 0) {
  console.log(`FAIL  VS Code: something asked for ${[...outside].join(', ')}`);
  outcome = 1;
}
await close();
process.exit(outcome);
