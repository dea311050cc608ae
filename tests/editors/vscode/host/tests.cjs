// Tests inside the extension host: what no screen shows.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const PLAN = 'plan: tried\ntargets:\n  T1: {statement: By 2030 all schools are online., sdg: [9.1.c]}\n';

const workspace = () => vscode.workspace.workspaceFolders[0].uri;
const at = (...name) => vscode.Uri.joinPath(workspace(), ...name);
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function until(what, ask, limit = 60_000) {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${limit} ms for ${what}`);
    }
    await pause(30);
  }
}

async function write(name, text) {
  await vscode.workspace.fs.writeFile(at(...name), Buffer.from(text));
  const document = await vscode.workspace.openTextDocument(at(...name));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

const findings = (document) => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'planlint');
const rules = (document) => findings(document).map(({ code }) => code?.value ?? code);
const hasWrongCode = (document) => rules(document).includes('links/sdg-code-invalid');
const set = (key, value) => vscode.workspace.getConfiguration('planlint').update(key, value, vscode.ConfigurationTarget.Global);

async function replace(document, from, to) {
  const start = document.getText().indexOf(from);
  assert(start >= 0, `${from} is not in the text`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)), to);
  assert(await vscode.workspace.applyEdit(edit));
}

const tests = {
  async 'a wrong code is found, corrected by its own fix, and gone'() {
    const document = await write(['fix', 'plan.yaml'], PLAN);
    await until('a finding', () => hasWrongCode(document));
    const [found] = findings(document).filter(({ code }) => (code?.value ?? code) === 'links/sdg-code-invalid');
    assert.equal(document.getText(found.range), '9.1.c');
    const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, found.range);
    const fix = actions.find(({ edit, title }) => edit && title.includes('9.c.1'));
    assert(fix, `offered: ${actions.map(({ title }) => title).join(' | ')}`);
    assert(await vscode.workspace.applyEdit(fix.edit));
    await until('no finding of a code', () => !hasWrongCode(document));
    assert(document.getText().includes('[9.c.1]'), document.getText());
  },

  async 'YAML that is no plan is left alone'() {
    const other = await write(['other', 'values.yaml'], 'replicas: 3\ngoals: [9.1.c]\nsdg: 9.1.c\n');
    const plan = await write(['other-plan', 'plan.yaml'], PLAN);
    await until('a finding elsewhere', () => hasWrongCode(plan));
    assert.deepEqual(rules(other), []);
  },

  async 'an included file is judged with the root, unsaved'() {
    await write(['parts', 'plan.yaml'], 'plan: parts\ninclude: [goals.yaml]\n');
    const goals = await write(['parts', 'goals.yaml'], 'targets: {T1: {statement: By 2030 80% of schools are online., sdg: [9.c.1]}}\n');
    await until('findings in the included file', () => findings(goals).length > 0);
    assert(!hasWrongCode(goals));
    await replace(goals, '9.c.1', '9.1.c');
    await until('a finding in the unsaved text', () => hasWrongCode(goals));
    assert(goals.isDirty);
  },

  async 'positions are right behind Chinese, combining marks and emoji'() {
    const document = await write(['wide', 'plan.yaml'], 'plan: wide\ntargets: {T1: {title: "到2030年🎯é的比例", sdg: [9.1.c]}}\n');
    await until('a finding', () => hasWrongCode(document));
    const found = findings(document).find(({ code }) => (code?.value ?? code) === 'links/sdg-code-invalid');
    assert.equal(document.getText(found.range), '9.1.c');
  },

  async 'run on save: what is typed is judged when it is saved'() {
    await set('run', 'onSave');
    try {
      const document = await write(['save', 'plan.yaml'], PLAN);
      await until('a finding', () => hasWrongCode(document));
      const other = await write(['save-other', 'plan.yaml'], PLAN.replace('tried', 'other'));
      await until('a finding', () => hasWrongCode(other));
      await replace(document, '9.1.c', '9.c.1');
      // What is saved elsewhere afterwards is shown afterwards: by then the server has spoken of both.
      await replace(other, '9.1.c', '9.c.1');
      await other.save();
      await until('no finding of a code in what was saved', () => !hasWrongCode(other));
      assert(hasWrongCode(document), 'the finding went before the file was saved');
      await document.save();
      await until('no finding of a code after saving', () => !hasWrongCode(document));
    } finally {
      await set('run', undefined);
    }
  },

  async 'least severity and language follow the settings'() {
    const document = await write(['settings', 'plan.yaml'], PLAN);
    await until('findings below error', () => findings(document).some(({ severity }) => severity !== vscode.DiagnosticSeverity.Error));
    try {
      await set('minimumSeverity', 'error');
      await until('errors only', () => findings(document).length > 0 && findings(document).every(({ severity }) => severity === vscode.DiagnosticSeverity.Error));
      await set('language', 'zh');
      await until('a message in Chinese', () => findings(document).some(({ message }) => /[\u4e00-\u9fff]{3}/.test(message)));
    } finally {
      await set('minimumSeverity', undefined);
      await set('language', undefined);
    }
    assert(findings(document).every(({ code }) => code?.target?.scheme === 'command'), 'a rule id does not lead to its rule');
    await until('English again', () => findings(document).length > 1 && findings(document).every(({ message }) => !/[\u4e00-\u9fff]{3}/.test(message)));
  },

  async 'a lens leads to a finding of its element'() {
    const document = await write(['lens', 'plan.yaml'], PLAN);
    await until('a finding', () => hasWrongCode(document));
    await vscode.commands.executeCommand('planlint.showFindings', document.uri.toString(), 'T1');
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor.document.uri.toString(), document.uri.toString());
    assert.equal(editor.selection.start.line, 2);
  },

  async 'the server can be restarted'() {
    const document = await write(['restart', 'plan.yaml'], PLAN);
    await until('a finding', () => hasWrongCode(document));
    await vscode.commands.executeCommand('planlint.restartServer');
    await until('the finding again', () => hasWrongCode(document));
    await replace(document, '9.1.c', '9.c.1');
    await until('no finding of a code', () => !hasWrongCode(document));
  },

  async 'a new plan is a plan, and makes up nothing'() {
    await vscode.workspace.fs.createDirectory(at('fresh'));
    await vscode.commands.executeCommand('planlint.newPlan', at('fresh', 'plan.yaml'));
    const document = vscode.window.activeTextEditor.document;
    assert.equal(path.basename(document.uri.fsPath), 'plan.yaml');
    assert.match(document.getText(), /^plan: fresh\n/);
    await until('findings about what is missing', () => findings(document).length > 0);
    assert(!rules(document).some((rule) => ['structure/syntax-error', 'structure/unknown-key', 'structure/invalid-value'].includes(rule)), rules(document).join(' '));
    assert(!findings(document).some(({ severity }) => severity === vscode.DiagnosticSeverity.Error), rules(document).join(' '));
  },

  async 'a table becomes a plan, with what was understood of it beside'() {
    await vscode.workspace.fs.createDirectory(at('tables'));
    await vscode.workspace.fs.writeFile(at('tables', 'results.csv'), Buffer.from('Outcome,Indicator,Baseline 2021,Target 2027\nTaps work,Taps,5,about ten\n'));
    await vscode.commands.executeCommand('planlint.importPlan', [at('tables', 'results.csv')], at('imported'));
    const open = (scheme) => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === scheme && /imported/.test(uri.path));
    const plan = await until('the plan', () => open('file'));
    assert.match(plan.getText(), /name: Taps/);
    const said = await until('what was understood', () => open('planlint-import'));
    assert.match(said.getText(), /results!D2/);
    await until('findings', () => findings(plan).length > 0);
  },

  async 'a plan becomes a workbook, a document and a page'() {
    await vscode.workspace.fs.createDirectory(at('exported'));
    const plan = at('exported', 'plan.yaml');
    await vscode.workspace.fs.writeFile(plan, Buffer.from('plan: water\ntitle: Water\ngoals:\n  G1: {title: Safe water}\n'));
    for (const [name, begins] of [['plan.xlsx', 'PK'], ['plan.docx', 'PK'], ['plan.html', '<!doctype html>']]) {
      await vscode.commands.executeCommand('planlint.exportPlan', plan, at('exported', name));
      const bytes = await vscode.workspace.fs.readFile(at('exported', name));
      assert.equal(Buffer.from(bytes).subarray(0, begins.length).toString(), begins, name);
    }
    const page = Buffer.from(await vscode.workspace.fs.readFile(at('exported', 'plan.html'))).toString();
    assert.match(page, /Safe water/);
  },

  async 'an export saves the files of its plan and no others'() {
    const other = await write(['elsewhere', 'plan.yaml'], PLAN);
    const part = await write(['saved', 'part.yaml'], 'goals:\n  G1: {title: Old name}\n');
    const plan = await write(['saved', 'plan.yaml'], 'plan: saved\ntitle: Water\ninclude: [part.yaml]\n');
    await replace(other, 'tried', 'changed');
    await replace(part, 'Old name', 'New name');
    await replace(plan, 'Water', 'Rivers');
    await vscode.commands.executeCommand('planlint.exportPlan', plan.uri, at('saved', 'plan.html'));
    assert.deepEqual([plan.isDirty, part.isDirty, other.isDirty], [false, false, true]);
    const page = Buffer.from(await vscode.workspace.fs.readFile(at('saved', 'plan.html'))).toString();
    assert.match(page, /Rivers/);
    assert.match(page, /New name/);
    await vscode.window.showTextDocument(other);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  },

  async 'nothing is exported while a file of the plan cannot be saved'() {
    const plan = await write(['unsaved', 'plan.yaml'], 'plan: unsaved\ntitle: Water\ngoals:\n  G1: {title: Safe water}\n');
    await replace(plan, 'Safe', 'Clean');
    // A file that another program changed meanwhile is not written over.
    await pause(1100);
    fs.writeFileSync(plan.uri.fsPath, 'plan: unsaved\ntitle: Changed outside, and longer than it was\n');
    await vscode.commands.executeCommand('planlint.exportPlan', plan.uri, at('unsaved', 'plan.html'));
    assert(plan.isDirty);
    assert(!fs.existsSync(at('unsaved', 'plan.html').fsPath));
    await vscode.window.showTextDocument(plan);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  },

  async 'the plans of the workspace are audited on a page'() {
    await vscode.commands.executeCommand('planlint.auditWorkspace');
    const isAudit = ({ input }) => input instanceof vscode.TabInputWebview && /planlint\.audit/.test(input.viewType);
    const page = await until('the page', () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(isAudit));
    assert.equal(page.label, 'Audit of the plans');
    await vscode.window.tabGroups.close(page);
  },

  async 'a rule is explained in a document that cannot be changed'() {
    await vscode.commands.executeCommand('planlint.explainRule', 'smart/vague-term');
    const { document } = vscode.window.activeTextEditor;
    assert.equal(document.uri.scheme, 'planlint-rule');
    assert.equal(document.languageId, 'planlint-rule');
    assert.equal(vscode.workspace.getConfiguration('editor', document).get('wordWrap'), 'on');
    assert.match(document.getText(), /vague/i);
  },

  async 'every string is there in every language'() {
    const root = vscode.extensions.getExtension('planlint.planlint').extensionPath;
    const read = (...name) => JSON.parse(fs.readFileSync(path.join(root, ...name), 'utf8'));
    const manifest = fs.readFileSync(path.join(root, 'package.json'), 'utf8');
    const named = [...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    const english = read('package.nls.json');
    assert.deepEqual(named.filter((key) => !(key in english)), []);
    const bundles = ['ar', 'es', 'fr', 'ru', 'zh-cn'];
    const said = Object.keys(read('l10n', 'bundle.l10n.fr.json')).sort();
    for (const language of bundles) {
      assert.deepEqual(Object.keys(read(`package.nls.${language}.json`)).sort(), Object.keys(english).sort(), language);
      const bundle = read('l10n', `bundle.l10n.${language}.json`);
      assert.deepEqual(Object.keys(bundle).sort(), said, language);
      for (const [key, text] of Object.entries(bundle)) {
        assert.deepEqual([...text.matchAll(/\{\d\}/g)].map(String).sort(), [...key.matchAll(/\{\d\}/g)].map(String).sort(), text);
      }
    }
    // What the program says is in the bundles: looked up in the built program, where the words stand as they are.
    const program = fs.readFileSync(path.join(root, 'dist', 'extension.js'), 'utf8');
    assert.deepEqual(said.filter((key) => !program.includes(key)), []);
    const asked = [...program.matchAll(/l10n\.t\(\s*(["'`])(.*?)\1/g)].map(([, , key]) => key);
    assert(asked.length > 20, `only ${asked.length} strings were found in the program`);
    assert.deepEqual(asked.filter((key) => !said.includes(key)), []);
  },
};

exports.run = async () => {
  const extension = vscode.extensions.getExtension('planlint.planlint');
  assert(extension, 'the extension is not there');
  await extension.activate();
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    const start = Date.now();
    try {
      await test();
      console.log(`pass  extension host: ${name} (${Date.now() - start} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL  extension host: ${name}: ${error.stack.split('\n').slice(0, 6).join('\n      ')}`);
    }
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  }
  if (failed > 0) {
    throw new Error(`${failed} failed`);
  }
};
