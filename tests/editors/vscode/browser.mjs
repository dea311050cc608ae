// A browser that can reach this machine and nothing else.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** This machine; or the name under which the workbench's own worker gives a view its files, which no resolver knows. */
function here(host) {
  return ['127.0.0.1', 'localhost'].includes(host) || host.endsWith('.vscode-resource.vscode-cdn.net');
}

/** Opens a page; `outside` fills with the hosts that anything on it asked for beyond this machine. */
export async function open() {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'planlint-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1440, height: 900 },
    args: FLAGS,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  // A machine that builds something else meanwhile may take its time; whoever waits names what for.
  page.setDefaultTimeout(60_000);
  const outside = new Set();
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && !here(hostname)) {
      outside.add(hostname);
    }
  });
  const close = async () => {
    await context.close();
    fs.rmSync(profile, { recursive: true, force: true });
  };
  return { page, outside, close };
}

/** The address of a workspace, with a file open or other words to the workbench. */
export function address(port, folder, payload) {
  const words = encodeURIComponent(JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}&payload=${words}`;
}

/** A path as the workbench names it. */
export function remote(port, file) {
  return `vscode-remote://127.0.0.1:${port}${file}`;
}
