// "Import a plan from Excel or Word": the program writes the plan; here it is asked which file and where to, and what the program
// said of it is shown beside the plan.

import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import * as binary from '../binary';
import * as settings from '../settings';
import { SaidPage } from './said_page';

const SCHEME = 'planlint-import';
const FILES = ['xlsx', 'xlsm', 'ods', 'docx', 'docm', 'csv', 'tsv', 'xml'];
/** How a plan begins that an import wrote; anything else is somebody's work, and the program leaves it alone. */
const IMPORTED = '# Imported by planlint from ';

/** Registers the command, and the page on which it shows what the program said. */
export function importPlan(extension: vscode.Uri): vscode.Disposable {
  const page = new SaidPage(SCHEME);

  const run = async (files: vscode.Uri[], folder: vscode.Uri, ...more: string[]): Promise<string> => {
    const language = settings.language();
    const args = ['import', ...files.map(({ fsPath }) => fsPath), '-o', folder.fsPath, '--all', ...more];
    return binary.run(extension, [...args, ...(language ? ['--lang', language] : [])], folder.fsPath);
  };

  const command = async (givenFiles?: unknown, givenFolder?: unknown): Promise<void> => {
    const files = Array.isArray(givenFiles) ? (givenFiles as vscode.Uri[]) : await chooseFiles();
    const folder = givenFolder instanceof vscode.Uri ? givenFolder : files && (await chooseFolder());
    if (!files || !folder) {
      return;
    }
    const plan = vscode.Uri.file(join(folder.fsPath, 'plan.yaml'));
    const more = (await begins(plan, IMPORTED)) ? ['--replace'] : [];
    if (more.length > 0 && !(await mayReplace(plan))) {
      return;
    }
    let said: string;
    try {
      await vscode.workspace.fs.createDirectory(folder);
      said = await run(files, folder, ...more);
    } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t('The plan could not be imported: {0}', binary.reason(error)));
      return;
    }
    // Several plans are written to a folder each: then there is no one plan to open.
    if (await begins(plan, IMPORTED)) {
      await vscode.window.showTextDocument(plan, { preview: false });
    }
    const document = await vscode.workspace.openTextDocument(page.write(basename(folder.fsPath), said));
    await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  };

  return vscode.Disposable.from(page, vscode.commands.registerCommand('planlint.importPlan', command));
}

async function chooseFiles(): Promise<vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import a plan from Excel or Word'),
    openLabel: vscode.l10n.t('Import'),
    canSelectMany: true,
    filters: { [vscode.l10n.t('Spreadsheets and documents')]: FILES },
  });
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('The folder that the plan is written to'),
    openLabel: vscode.l10n.t('Write the plan here'),
    canSelectFiles: false,
    canSelectFolders: true,
    ...(folder && { defaultUri: folder.uri }),
  });
  return chosen?.[0];
}

async function mayReplace(plan: vscode.Uri): Promise<boolean> {
  const anew = vscode.l10n.t('Write anew');
  const detail = vscode.l10n.t('Elements that are still there keep their ids; what was changed by hand is lost.');
  const question = vscode.l10n.t('{0} was imported before.', plan.fsPath);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, anew)) === anew;
}

async function begins(file: vscode.Uri, words: string): Promise<boolean> {
  return readFile(file.fsPath, 'utf8').then(
    (text) => text.startsWith(words),
    () => false,
  );
}
