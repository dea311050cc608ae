// Runs tests inside the extension host of a real VS Code.
// usage: node host.mjs PORT WORKSPACE EXTENSION TESTS   (TESTS exports `run`)

import { address, open, remote } from './browser.mjs';

const LIMIT = 300_000;

const [port, workspace, extension, tests] = process.argv.slice(2);
const { page, close } = await open();
const ended = new Promise((resolve) => {
  setTimeout(() => resolve('no answer'), LIMIT).unref();
  void page.exposeFunction('codeAutomationExit', (outcome) => resolve(outcome));
});
await page.exposeFunction('codeAutomationLog', (_kind, words) => {
  for (const word of [words].flat()) {
    if (/^(pass|FAIL) /.test(word)) {
      console.log(word);
    }
  }
});
await page.goto(
  address(port, workspace, [
    ['extensionDevelopmentPath', remote(port, extension)],
    ['extensionTestsPath', remote(port, tests)],
  ]),
);
const outcome = await ended;
if (outcome !== 0) {
  console.log(`FAIL  extension host: ended with ${outcome}`);
}
await close();
process.exit(outcome === 0 ? 0 : 1);
