// A day of drafting in VS Code, as a person spends it: on copies of the examples, with mouse and keyboard.
// usage: node person.mjs PORT EXAMPLES PICTURES   (EXAMPLES is a copy, and is written to)

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { address, open, remote } from './browser.mjs';
import { Failed, until, Walk } from './steps.mjs';
import { Workbench } from './workbench.mjs';

const [port, examples, pictures] = process.argv.slice(2);
const COMPLETE = `${examples}/itu-2024-2027-complete`;
const DRAFT = `${examples}/itu-2024-2027`;
const GOALS = `${COMPLETE}/goal-1.yaml`;
const RESULTS = 'priorities-1-2.yaml';
const before = fs.readFileSync(GOALS, 'utf8');
const codeLine = before.split('\n').findIndex((line) => line.includes('sdg: [9.c.1]')) + 1;
const codeColumn = before.split('\n')[codeLine - 1].indexOf('9.c.1') + 1;

/** Where words stand first in a file of the example, from 1. */
function place(file, words) {
  const lines = fs.readFileSync(`${COMPLETE}/${file}`, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes(words));
  return { line: line + 1, column: lines[line].indexOf(words) + 1 };
}

const { page, outside, close } = await open();
const walk = new Walk(page, pictures);
const code = new Workbench(page);
let outcome = 1;

try {
  await walk.step('open a plan', async () => {
    await page.goto(address(port, COMPLETE, [['openFile', remote(port, GOALS)]]), { waitUntil: 'domcontentloaded' });
    await code.ready();
    // The server runs and has judged the plan.
    await until('a clean status', async () => /no findings/.test(await code.status()), 120_000);
  });

  await walk.step('type a wrong SDG code', async () => {
    await code.goTo(codeLine, codeColumn);
    for (let i = 0; i < '9.c.1'.length; i++) {
      await code.keys.press('Shift+ArrowRight');
    }
    await code.keys.type('9.1.c');
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
    assert(rows.some((row) => row.includes('9.1.c')), `no row names the code: ${rows.join(' | ')}`);
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
    await code.keys.press('Control+j');
    await page.locator('.part.panel').waitFor({ state: 'hidden' });
  });

  await walk.step('open the plan map', async () => {
    await page.locator('.editor-actions a[aria-label*="Show plan map"]').first().click();
    const map = await code.map();
    await map.locator('.card[data-id="T1.1"]').waitFor();
    assert.equal(await map.locator('.card.broken, .card.missing').count(), 0);
    assert.match(await map.locator('header').innerText(), /no funding: 0/);
  });

  await walk.step('jump from the map', async () => {
    const map = await code.map();
    await map.locator('.card[data-id="T1.2"]').click();
    const line = before.split('\n').findIndex((text) => text.trim() === 'T1.2:') + 1;
    await until(`the cursor in line ${line}`, async () => (await code.cursor()).startsWith(`${line}:`));
    await until('the card marked', async () => (await map.locator('.card.selected[data-id="T1.2"]').count()) === 1);
  });
  await walk.step('see a broken link on the map as it is typed', async () => {
    await code.openFile(RESULTS);
    const { line, column } = place(RESULTS, 'contributes-to: [');
    await code.goTo(line, column + 'contributes-to: ['.length);
    await code.keys.type('T9.9, ');
    const map = await code.map();
    await map.locator('.card.missing[data-id="T9.9"]').waitFor();
    await map.locator('path.line.broken').first().waitFor({ state: 'attached' });
    await map.locator('header .mark.is-broken').click();
    await until('the squiggle', async () => (await code.squiggles()) > 0);
  });

  await walk.step('ask for ids that fit', async () => {
    const { line, column } = place(RESULTS, 'contributes-to: [');
    await code.goTo(line, column + 'contributes-to: [T9.9'.length);
    for (let i = 0; i < 'T9.9'.length; i++) {
      await code.keys.press('Backspace');
    }
    await code.keys.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'T1.1' }).first().waitFor();
  });

  await walk.step('take it back', async () => {
    await code.keys.press('Escape');
    await code.keys.press('Delete');
    await code.keys.press('Delete');
    const map = await code.map();
    await until('a whole map', async () => (await map.locator('.card.broken, .card.missing').count()) === 0);
    await until('a clean status', async () => /no findings/.test(await code.status()));
    await code.keys.press('Control+s');
  });

  await walk.step('rename a target in every file', async () => {
    await code.openFile('goal-1.yaml');
    const { line, column } = place('goal-1.yaml', 'T1.2:');
    await code.goTo(line, column);
    await code.keys.press('F2');
    const name = page.locator('.rename-box input:focus');
    await name.waitFor();
    await name.fill('T1.9');
    await name.press('Enter');
    const map = await code.map();
    await map.locator('.card[data-id="T1.9"]').waitFor();
    // Its number is out of order now, and planlint says so; but no link is broken.
    await until('no errors', async () => /errors 0, warnings [1-9]/.test(await code.status()));
    assert.equal(await map.locator('.card.broken, .card.missing').count(), 0);
    assert.equal(await map.locator('.card[data-id="T1.2"]').count(), 0);
    await code.command('File: Save All');
    await until('the new id in the file', () => fs.readFileSync(GOALS, 'utf8').includes('T1.9:'));
  });

  await walk.step('look at a draft with gaps', async () => {
    const file = remote(port, `${DRAFT}/goals.yaml`);
    await page.goto(address(port, DRAFT, [['openFile', file]]), { waitUntil: 'domcontentloaded' });
    await code.ready();
    await until('findings', async () => /warnings [1-9]/.test(await code.status()), 120_000);
    await page.locator('.editor-actions a[aria-label*="Show plan map"]').first().click();
    const map = await code.map();
    await map.locator('.mark.is-unfunded').nth(1).waitFor();
    assert(Number((await map.locator('header .mark.is-unfunded').innerText()).split(' ').at(-1)) > 0);
  });

  await walk.step('see the whole map', async () => {
    const map = await code.map();
    await page.locator('.editor-group-container').nth(1).locator('.tab.active').dblclick();
    await map.locator('.tools button').last().click();
    await until('every card in sight', () => map.evaluate(() => {
      const inside = ({ left, right, top, bottom }) => left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
      return [...document.querySelectorAll('.card')].every((card) => inside(card.getBoundingClientRect()));
    }));
    await map.locator('.card').nth(3).hover();
  });

  await walk.step('explain a rule', async () => {
    await code.command('View: Reset Editor Group Sizes');
    await code.focusEditor();
    await code.goTo(1, 1);
    await code.command('planlint: Explain rule');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'structure/' }).first().waitFor();
    await code.keys.type('smart/vague-term');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'smart/vague-term' }).first().waitFor();
    await code.keys.press('Enter');
    await page.locator('.tab.active', { hasText: 'vague-term' }).waitFor();
    await page.locator('.view-lines', { hasText: 'INCOSE' }).first().waitFor();
  });

  await walk.step('audit the workspace', async () => {
    await code.command('planlint: Audit workspace');
    const audit = await code.audit();
    await audit.locator('h1', { hasText: 'Audit' }).waitFor();
    assert(await audit.locator('tr[data-organization]').count() > 0, 'no row for the plan');
    await page.locator('.tab', { hasText: 'Audit of the plans' }).locator('a[aria-label^="Close"]').click();
    await page.locator('.tab', { hasText: 'Audit of the plans' }).waitFor({ state: 'detached' });
  });

  await walk.step('read messages in Chinese', async () => {
    fs.mkdirSync(`${DRAFT}/.vscode`);
    fs.writeFileSync(`${DRAFT}/.vscode/settings.json`, '{"planlint.language": "zh"}');
    await code.focusEditor();
    await code.keys.press('Control+Shift+M');
    await until('Chinese rows', async () => (await code.problems()).some((row) => /[\u4e00-\u9fff]{4}/.test(row)));
    await page.locator('.codelens-decoration', { hasText: '指标' }).first().waitFor();
  });

  await walk.step('begin a new plan', async () => {
    fs.rmSync(`${DRAFT}/.vscode`, { recursive: true });
    fs.mkdirSync(`${DRAFT}/fresh`);
    await code.keys.press('Control+j');
    await code.command('planlint: New plan');
    const input = page.locator('.quick-input-widget input').first();
    await until('the dialog', async () => (await input.inputValue()).endsWith('plan.yaml'));
    await input.fill(`${DRAFT}/fresh/plan.yaml`);
    // The first Enter may only look into the folder.
    await until('the file', async () => {
      if (await input.isVisible()) {
        await input.press('Enter', { timeout: 1000 }).catch(() => {});
      }
      await new Promise((resolve) => setTimeout(resolve, 700));
      return fs.existsSync(`${DRAFT}/fresh/plan.yaml`);
    });
    await page.locator('.view-lines', { hasText: 'T1.1' }).first().waitFor();
    await code.keys.press('Tab');
    await code.keys.type('Broadband for all');
    await until('squiggles', async () => (await code.squiggles()) > 0);
  });

  await walk.step('open the settings', async () => {
    await code.keys.press('Escape');
    await code.keys.press('Control+s');
    await code.command('Preferences: Open Settings (UI)');
    await page.locator('.settings-editor .suggest-input-container').waitFor();
    await code.keys.type('planlint');
    await page.locator('.setting-item-contents', { hasText: 'Minimum Severity' }).first().waitFor();
  });

  await walk.step('take the walkthrough', async () => {
    await code.command('Welcome: Open Walkthrough...');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Draft a strategic plan' }).first().waitFor();
    await code.keys.type('Draft a strategic');
    await code.keys.press('Enter');
    await page.locator('.getting-started-step', { hasText: 'See the whole plan' }).first().waitFor();
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
