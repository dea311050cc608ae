// "Audit workspace": all plans of the open folders on one page, as `planlint audit` writes it, beside the editor. What is not
// saved yet is not in it.

import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import * as binary from '../binary';
import * as settings from '../settings';

/** Registers the command; `storage` is a folder in which pages lie for a moment. */
export function auditWorkspace(extension: vscode.Uri, storage: vscode.Uri): vscode.Disposable {
  let panel: vscode.WebviewPanel | undefined;

  const write = async (folders: readonly vscode.WorkspaceFolder[], signal: AbortSignal): Promise<string> => {
    await mkdir(storage.fsPath, { recursive: true });
    const page = join(storage.fsPath, `${randomUUID()}.html`);
    const language = settings.language();
    const profile = settings.profile();
    const args = ['audit', ...folders.map(({ uri }) => uri.fsPath), '-o', page, ...(language ? ['--lang', language] : [])];
    try {
      await binary.run(extension, [...args, ...(profile ? ['--profile', profile] : [])], folders[0]?.uri.fsPath, signal);
      return await readFile(page, 'utf8');
    } finally {
      await rm(page, { force: true });
    }
  };

  const show = (html: string): void => {
    if (!panel) {
      panel = vscode.window.createWebviewPanel('planlint.audit', vscode.l10n.t('Audit of the plans'), vscode.ViewColumn.Beside, {
        // The page sorts and filters its own table; it may load nothing.
        enableScripts: true,
        enableFindWidget: true,
        localResourceRoots: [],
        retainContextWhenHidden: true,
      });
      panel.onDidDispose(() => (panel = undefined));
    }
    panel.webview.html = html;
    panel.reveal(undefined, true);
  };

  const audit = async (): Promise<void> => {
    const folders = vscode.workspace.workspaceFolders;
    if (!folders?.length) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open the folder that holds the plans first.'));
      return;
    }
    const stop = new AbortController();
    const title = vscode.l10n.t('Auditing the plans');
    try {
      const html = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title, cancellable: true },
        (_progress, token) => {
          token.onCancellationRequested(() => stop.abort());
          return write(folders, stop.signal);
        },
      );
      show(html);
    } catch (error) {
      if (!stop.signal.aborted) {
        void vscode.window.showErrorMessage(vscode.l10n.t('The plans could not be audited: {0}', binary.reason(error)));
      }
    }
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand('planlint.auditWorkspace', audit),
    new vscode.Disposable(() => panel?.dispose()),
  );
}
