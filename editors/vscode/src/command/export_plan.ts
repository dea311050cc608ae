// "Export the plan to Excel, Word or a web page": the program writes the file from what is saved; here it is asked where to, and the
// file is opened by whatever opens such files.

import { execFile } from 'node:child_process';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import * as binary from '../binary';
import type { PlanContext } from '../plan_context';
import * as settings from '../settings';

const SCHEME = 'planlint-export';

/** Registers the command, and the page on which it shows what a file has no place for. */
export function exportPlan(extension: vscode.Uri, active: PlanContext): vscode.Disposable {
  let said = '';
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const page = vscode.Uri.from({ scheme: SCHEME, path: '/planlint' });

  const run = async (plan: vscode.Uri, file: vscode.Uri): Promise<string> => {
    // Headings are in the plan's own language: the setting is that of messages.
    const profile = settings.profile();
    const more = profile ? ['--profile', profile] : [];
    const env = { ...process.env, LC_ALL: `${vscode.env.language.slice(0, 2)}.UTF-8` };
    const options = { cwd: dirname(plan.fsPath), env, maxBuffer: 1 << 26 };
    const args = ['export', plan.fsPath, '-o', file.fsPath, ...more];
    return promisify(execFile)(binary.find(extension), args, options).then(
      ({ stdout }) => stdout,
      // A plan that could not be read whole is written as far as it was, and the program says so.
      (error: { code?: unknown; stdout?: string }) => (error.code === 1 && error.stdout ? error.stdout : Promise.reject(error)),
    );
  };

  const command = async (givenPlan?: unknown, givenFile?: unknown): Promise<void> => {
    const plan = givenPlan instanceof vscode.Uri ? givenPlan : active.active;
    if (!plan) {
      void vscode.window.showWarningMessage(vscode.l10n.t('Open a plan first.'));
      return;
    }
    const file = givenFile instanceof vscode.Uri ? givenFile : await chooseFile(plan);
    if (!file) {
      return;
    }
    try {
      // The program reads what is saved: without a file of the plan, it would write another plan than the one on the screen.
      for (const document of vscode.workspace.textDocuments.filter((open) => open.isDirty && isOfPlan(open, plan))) {
        if (!(await document.save())) {
          throw new Error(vscode.l10n.t('{0} could not be saved.', document.uri.fsPath));
        }
      }
      said = await run(plan, file);
    } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t('The plan could not be exported: {0}', binary.reason(error)));
      return;
    }
    changed.fire(page);
    void offer(file);
  };

  /** What to do with the file; nothing is opened that nobody asked for. */
  const offer = async (file: vscode.Uri): Promise<void> => {
    const [open, reveal, details] = [vscode.l10n.t('Open'), vscode.l10n.t('Show in its folder'), vscode.l10n.t('Details')];
    // One line: the file was written and has all of the plan.
    const further = said.trim().split('\n').length > 1 ? [details] : [];
    const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('{0} was written.', file.fsPath), open, reveal, ...further);
    if (chosen === open) {
      await vscode.env.openExternal(file);
    } else if (chosen === reveal) {
      await vscode.commands.executeCommand('revealFileInOS', file);
    } else if (chosen === details) {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(page), { preview: true });
    }
  };

  return vscode.Disposable.from(
    changed,
    vscode.commands.registerCommand('planlint.exportPlan', command),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => said,
    }),
  );
}

/** Whether a document is a plan's own file: what was asked for, or a file in its folder or below it. Others are none of our business. */
function isOfPlan({ uri, languageId }: vscode.TextDocument, plan: vscode.Uri): boolean {
  if (uri.toString() === plan.toString()) {
    return true;
  }
  const from = relative(dirname(plan.fsPath), uri.fsPath);
  return languageId === 'yaml' && uri.scheme === 'file' && from !== '..' && !from.startsWith(`..${sep}`) && !isAbsolute(from);
}

async function chooseFile(plan: vscode.Uri): Promise<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export the plan to Excel, Word or a web page'),
    saveLabel: vscode.l10n.t('Export'),
    defaultUri: vscode.Uri.file(join(dirname(plan.fsPath), 'plan.xlsx')),
    filters: {
      [vscode.l10n.t('Excel workbook')]: ['xlsx'],
      [vscode.l10n.t('Word document')]: ['docx'],
      [vscode.l10n.t('Web page')]: ['html'],
    },
  });
}
