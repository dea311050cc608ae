// Reads planlint's reports and pictures with packages that this project did not write. One line a check.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const out = process.argv[2];
let failed = false;

const read = (name) => readFileSync(join(out, name), 'utf8');
const findings = (stem) => JSON.parse(read(`${stem}.json`)).findings.filter((finding) => !finding.suppressed);
const equal = (ours, theirs, what) => {
  if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
    throw new Error(`${what}: ${JSON.stringify(ours)} written, ${JSON.stringify(theirs)} read`);
  }
};

async function check(name, body) {
  try {
    const said = await body();
    console.log(`pass  ${name}${said ? `: ${said}` : ''}`);
  } catch (error) {
    failed = true;
    console.log(`FAIL  ${name}: ${String(error.message ?? error).split('\n')[0].slice(0, 300)}`);
  }
}

for (const stem of ['report', 'long']) {
  await check(`${stem}.html by html-validate`, async () => {
    const { HtmlValidate } = require('html-validate');
    const validator = new HtmlValidate({ extends: ['html-validate:standard'] });
    const report = await validator.validateString(read(`${stem}.html`));
    const first = report.results[0]?.messages[0];
    if (!report.valid) throw new Error(`line ${first.line}: ${first.ruleId}: ${first.message}`);
  });

  await check(`${stem}.rdjsonl by rdformat-validator`, async () => {
    const { RDFormatValidator } = require('@umbrelladocs/rdformat-validator');
    const validator = new RDFormatValidator({ strictMode: true, allowExtraFields: false });
    const lines = read(`${stem}.rdjsonl`).trim().split('\n');
    equal(findings(stem).length, lines.length, 'lines');
    for (const [index, line] of lines.entries()) {
      const result = await validator.validateObject([JSON.parse(line)]);
      if (!result.valid) throw new Error(`line ${index + 1}: ${JSON.stringify(result.errors[0])}`);
    }
  });

  await check(`${stem}.checkstyle by the reader of danger-plugin-lint-report`, async () => {
    const { scanReport } = require('danger-plugin-lint-report/dist/parse/checkstyle');
    const report = require('xml-js').xml2js(read(`${stem}.checkstyle`));
    const files = [...new Set(findings(stem).map((finding) => finding.file))];
    const got = [];
    await scanReport({ modified_files: files, created_files: [] }, report, '', false, (violation) => got.push(violation));
    const [ours, theirs] = [findings(stem), got];
    equal(ours.map((f) => [f.file, f.start.line, f.start.column]), theirs.map((v) => [v.file, v.line, v.column]), 'places');
  });

  await check(`${stem}.github as @actions/core writes the same annotations`, async () => {
    // The runner has no reader that can be installed; the official writer has to agree, byte for byte.
    // What is no command is a line of the log.
    const ours = read(`${stem}.github`).trim().split('\n').filter((line) => line.startsWith('::'));
    equal(findings(stem).length, ours.length, 'lines');
    const script = join(out, `${stem}.annotations.mjs`);
    writeFileSync(script, `
      import * as core from '@actions/core';
      import { readFileSync } from 'node:fs';
      for (const f of JSON.parse(readFileSync(${JSON.stringify(join(out, `${stem}.json`))}, 'utf8')).findings) {
        if (f.suppressed) continue;
        const say = { error: core.error, warning: core.warning, info: core.notice, hint: core.notice }[f.severity];
        const place = f.start.line === f.end.line
          ? { startColumn: f.start.column, endColumn: f.end.column }
          : { endLine: f.end.line };
        say(f.message + '\\n' + f.guidance, { title: f.rule, file: f.file, startLine: f.start.line, ...place });
      }`);
    const theirs = execFileSync('node', [script], { encoding: 'utf8' }).trim().split('\n');
    // The order of properties means nothing.
    const parts = (line) => {
      const [, level, properties, message] = /^::(\w+) (.*?)::(.*)$/s.exec(line);
      return [level, properties.split(',').sort(), message];
    };
    equal(theirs.map(parts), ours.map(parts), 'annotations');
  });
}

const { JSDOM } = await import('jsdom');
const { window } = new JSDOM('<!doctype html><html><body></body></html>');
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import('mermaid');
const { instance } = await import('@viz-js/viz');
const viz = await instance();
for (const stem of ['chain', 'long']) {
  await check(`${stem}.mermaid by mermaid`, async () => {
    const { diagramType } = await mermaid.parse(read(`${stem}.mermaid`));
    if (!diagramType.startsWith('flowchart')) throw new Error(diagramType);
  });
  await check(`${stem}.dot by Graphviz`, async () => {
    const drawn = viz.render(read(`${stem}.dot`), { format: 'svg' });
    if (drawn.status !== 'success') throw new Error(JSON.stringify(drawn.errors));
    const boxes = (read(`${stem}.dot`).match(/^ {2}n\d+ \[/gm) ?? []).length;
    equal(boxes, (drawn.output.match(/class="node"/g) ?? []).length, 'boxes');
  });
}

process.exit(failed ? 1 : 0);
