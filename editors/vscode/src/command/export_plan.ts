// "Export the plan to Excel, Word or a web page": the program writes the file from what is saved; here it is asked where to, and the
// file is opened by whatever opens such files.

import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import * as binary from '../binary';
import type { PlanContext } from '../plan_context';
import * as settings from '../settings';
import { SaidPage } from './said_page';

const SCHEME = 'planlint-export';

/** Registers the command, and the page on which it shows what a file has no place for. */
export function exportPlan(extension: vscode.Uri, active: PlanContext): vscode.Disposable {
  const page = new SaidPage(SCHEME);

  const run = async (plan: vscode.Uri, file: vscode.Uri): Promise<string> => {
    // Headings are in the plan's own language: the setting is that of messages.
    const profile = settings.profile();
    const more = profile ? ['--profile', profile] : [];
    const args = ['export', plan.fsPath, '-o', file.fsPath, ...more];
    // A plan that could not be read whole is written as far as it was, and the program says so.
    return binary
      .run(extension, args, dirname(plan.fsPath))
      .catch((error: { code?: unknown; stdout?: string }) => (error.code === 1 && error.stdout ? error.stdout : Promise.reject(error)));
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
    let said: string;
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
    void offer(file, said);
  };

  /** What to do with the file; nothing is opened that nobody asked for. */
  const offer = async (file: vscode.Uri, said: string): Promise<void> => {
    const written = page.write('planlint', said);
    const [open, reveal, details] = [vscode.l10n.t('Open'), vscode.l10n.t('Show in its folder'), vscode.l10n.t('Details')];
    // One line: the file was written and has all of the plan.
    const further = said.trim().split('\n').length > 1 ? [details] : [];
    const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('{0} was written.', file.fsPath), open, reveal, ...further);
    if (chosen === open) {
      await vscode.env.openExternal(file);
    } else if (chosen === reveal) {
      await vscode.commands.executeCommand('revealFileInOS', file);
    } else if (chosen === details) {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(written), { preview: true });
    }
  };

  return vscode.Disposable.from(page, vscode.commands.registerCommand('planlint.exportPlan', command));
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
