// "New plan": a root file with the parts that every plan has, to be filled in.

import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import * as settings from '../settings';

const PROFILES = ['un', 'itu', 'national', 'ngo', 'gpra'];
const LANGUAGES = ['ar', 'en', 'es', 'fr', 'ru', 'zh'];

export function newPlan(): vscode.Disposable {
  return vscode.commands.registerCommand('planlint.newPlan', create);
}

async function create(given?: unknown): Promise<void> {
  const file = given instanceof vscode.Uri ? given : await place();
  if (!file) {
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  // It begins as a plan, so that the server has found it when the parts come.
  const id = idFor(file);
  // The dialog has asked already whether a file may be replaced.
  edit.createFile(file, { overwrite: !(given instanceof vscode.Uri), contents: Buffer.from(`plan: ${id}\n`) });
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The file could not be created: {0}', file.fsPath));
    return;
  }
  const document = await vscode.workspace.openTextDocument(file);
  const editor = await vscode.window.showTextDocument(document);
  const everything = new vscode.Range(0, 0, document.lineCount, 0);
  await editor.insertSnippet(skeleton(id), everything);
}

async function place(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('New plan'),
    filters: { YAML: ['yaml', 'yml'] },
    ...(folder && { defaultUri: vscode.Uri.file(join(folder.fsPath, 'plan.yaml')) }),
  });
}

/** The name of the folder, as an id. */
function idFor(file: vscode.Uri): string {
  return basename(dirname(file.fsPath)).toLowerCase().replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'plan';
}

/** The parts of a plan as places to fill in, one after the other with Tab. No value is made up but the years to come. */
function skeleton(id: string): vscode.SnippetString {
  const { t } = vscode.l10n;
  const start = new Date().getFullYear() + 1;
  const language = settings.language() ?? LANGUAGES.find((known) => vscode.env.language.startsWith(known)) ?? 'en';
  const languages = [language, ...LANGUAGES.filter((other) => other !== language)];
  const hint = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
  return new vscode.SnippetString(
    [
      `plan: \${1:${id}}`,
      `title: \${2:${hint(t('Name of the plan'))}}`,
      `organization: \${3:${hint(t('Whose plan it is'))}}`,
      'status: draft',
      `language: \${4|${languages.join(',')}|}`,
      `period: {start: \${5:${start}}, end: \${6:${start + 3}}}`,
      `profile: \${7|${PROFILES.join(',')}|}`,
      `vision: \${8:${hint(t('What the world is to be like'))}}`,
      `mission: \${9:${hint(t('What the organization is there for'))}}`,
      'goals:',
      '  G1:',
      `    title: \${10:${hint(t('What is to be achieved'))}}`,
      '    targets:',
      '      T1.1:',
      `        statement: \${11:${hint(t('By when, how much of what, for whom'))}}`,
      '$0',
    ].join('\n'),
  );
}
