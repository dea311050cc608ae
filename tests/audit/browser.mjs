// The page of an audit, as a council reads it.
// usage: node browser.mjs FOLDER   with en.html, en.json, ar.html, ... in it

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const folder = process.argv[2];
const pictures = path.join(folder, 'pictures');
const audited = JSON.parse(fs.readFileSync(path.join(folder, 'en.json'), 'utf8'));
const WIDTHS = { phone: 390, tablet: 820, desk: 1280 };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND'],
});
let failed = 0;

/** Opens the page of a language; whatever it asks for besides itself is remembered. */
async function open(language, { width = 1280, scheme = 'light' } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
  const page = await context.newPage();
  const requests = [];
  const faults = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(pathToFileURL(path.join(folder, `${language}.html`)).href);
  return { page, requests, faults, close: () => context.close() };
}

async function step(name, run) {
  try {
    await run();
    console.log(`pass  audit: ${name}`);
  } catch (error) {
    failed = 1;
    console.log(`FAIL  audit: ${name}: ${error.message}`);
  }
}

/** The texts of a column of the table of plans, of the rows that are shown. */
const column = (page, number) =>
  page.$$eval('#table tbody tr:not([hidden])', (rows, number) => rows.map((row) => row.cells[number].textContent.trim()), number);

await step('opens, asks for nothing, and counts as the other formats do', async () => {
  const { page, requests, faults, close } = await open('en');
  assert.equal((await column(page, 0)).length, audited.summary.plans);
  const counts = await page.$$eval('.counts strong', (all) => all.map((one) => Number(one.textContent.replace(/\D/g, ''))));
  const { errors, warnings, infos, hints } = audited.summary;
  assert.deepEqual(counts, [errors, warnings, infos, hints]);
  assert.equal((await page.$$('.unread li')).length, audited.summary.unread);
  assert.equal(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:')).length, 0, requests.join(' '));
  assert.equal(requests.filter((url) => url.startsWith('file:')).length, 1, requests.join(' '));
  assert.deepEqual(faults, []);
  await close();
});

await step('text of plans stays text', async () => {
  for (const language of ['en', 'ar']) {
    const { page, close } = await open(language);
    assert.notEqual(await page.title(), 'taken');
    assert.equal(await page.locator('script').count(), 1);
    assert.equal(await page.locator('img, b[onclick], svg[onload]').count(), 0);
    assert(await page.locator('#table a', { hasText: "<script>document.title = 'taken'</script>" }).isVisible());
    assert(await page.locator('.plan .excerpt', { hasText: '{{ 7 * 7 }} <b onclick=' }).first().isVisible());
    await close();
  }
});

await step('sorts by keyboard and mouse', async () => {
  const { page, close } = await open('en');
  const heading = page.locator('#table thead th').nth(3);
  await heading.getByRole('button').focus();
  await page.keyboard.press('Enter');
  assert.equal(await heading.getAttribute('aria-sort'), 'descending');
  const numbers = (texts) => texts.map(Number).filter((number) => !Number.isNaN(number));
  let scores = numbers(await column(page, 3));
  assert.deepEqual(scores, [...scores].sort((a, b) => b - a));
  await heading.getByRole('button').click();
  assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
  scores = numbers(await column(page, 3));
  assert.deepEqual(scores, [...scores].sort((a, b) => a - b));
  await page.locator('#table thead th').nth(1).getByRole('button').click();
  const names = await column(page, 1);
  assert.deepEqual(names, [...names].sort(new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare));
  assert.equal(await heading.getAttribute('aria-sort'), 'none');
  await close();
});

await step('filters by text and by organization', async () => {
  const { page, close } = await open('en');
  await page.fill('#filter', 'halden');
  assert.equal((await column(page, 0)).length, 3);
  assert.equal(await page.textContent('#shown'), `3 / ${audited.summary.plans}`);
  await page.fill('#filter', '');
  await page.selectOption('#organization', { label: 'Commission du bassin de la Velna' });
  assert.equal((await column(page, 0)).length, 2);
  await page.fill('#filter', 'no such plan');
  assert.equal((await column(page, 0)).length, 0);
  await close();
});

await step('jumps to a plan and back', async () => {
  const { page, close } = await open('en');
  const link = page.locator('#table a', { hasText: 'Sierra Clara 2023' });
  const target = (await link.getAttribute('href')).slice(1);
  await link.click();
  assert(await page.locator(`#${target} h3`).evaluate((heading) => {
    const { top, bottom } = heading.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }));
  assert.equal(await page.locator(`#${target} .picture svg[role="graphics-document"]`).count(), 1);
  assert((await page.locator(`#${target} article`).count()) > 3);
  await page.locator(`#${target} .back a`).click();
  assert(await page.locator('#plans').evaluate((heading) => heading.getBoundingClientRect().top < innerHeight));
  await close();
});

await step('no serious barrier by axe-core, in each language, light and dark', async () => {
  const faults = [];
  for (const language of ['en', 'ar', 'es', 'fr', 'ru', 'zh']) {
    for (const scheme of language === 'en' || language === 'ar' ? ['light', 'dark'] : ['light']) {
      const { page, close } = await open(language, { scheme });
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      for (const { id, impact, nodes } of violations) {
        if (impact === 'serious' || impact === 'critical') {
          faults.push(`${language} ${scheme}: ${id} (${nodes.length}): ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`);
        }
      }
      await close();
    }
  }
  assert.equal(faults.length, 0, `\n${faults.join('\n')}`);
});

await step('no text of one language is left in another', async () => {
  for (const language of ['ar', 'ru', 'zh']) {
    const { page, close } = await open(language);
    const words = await page.$$eval('h1, h2, .summary p, thead button, footer', (all) => all.map((one) => one.textContent));
    // Names of plans' own, of rules and of formats apart, these words are all in the script of the language.
    const left = words.filter((text) => /\b(plans?|audit of|scores|with|from|found|organization)\b/i.test(text.replace(/planlint|docs\/scores\.md/g, '')));
    assert.deepEqual(left, [], language);
    await close();
  }
});

await step('pictures at three widths, in Arabic, and dark, with nothing running out of the page', async () => {
  for (const [language, scheme] of [['en', 'light'], ['en', 'dark'], ['ar', 'light'], ['zh', 'light']]) {
    for (const [name, width] of Object.entries(WIDTHS)) {
      if (name !== 'desk' && (scheme === 'dark' || language === 'zh')) continue;
      const { page, close } = await open(language, { width, scheme });
      // The whole page is too long for one picture.
      const parts = { top: 'header', scores: 'section:has(> #scores)', trend: 'section:has(> #trend)', plans: 'section:has(> #plans)',
        plan: '.plan:has(.lost):has(.heat)' };
      for (const [part, selector] of Object.entries(parts)) {
        const element = page.locator(selector).first();
        const height = await element.evaluate((e) => e.getBoundingClientRect().height);
        await page.setViewportSize({ width, height: Math.min(Math.ceil(height) + 20, 2000) });
        await element.evaluate((e) => e.scrollIntoView());
        await page.screenshot({ path: path.join(pictures, `${language}-${scheme}-${name}-${part}.png`) });
      }
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert(over <= 0, `${language} at ${width}: ${over} pixels too wide`);
      if (language === 'ar') assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), 'rtl');
      await close();
    }
  }
});

await step('prints', async () => {
  for (const language of ['en', 'ar']) {
    const { page, close } = await open(language);
    const file = path.join(pictures, `${language}.pdf`);
    await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
    const pages = fs.readFileSync(file, 'latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    assert(pages >= audited.summary.plans, `${pages} pages`);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('#tools').isVisible(), false);
    await close();
  }
});

await browser.close();
process.exit(failed);
