// "Explain rule": what a rule asks for and why, as the program prints it, in a document that cannot be edited.

import * as vscode from 'vscode';
import * as binary from '../binary';
import * as findings from '../findings';
import * as settings from '../settings';

const SCHEME = 'planlint-rule';

interface Rule {
  id: string;
  title?: string;
  message: string;
}

/** Registers the command, the documents that it opens, and the light bulb that leads to it from a finding. */
export function explainRule(extension: vscode.Uri): vscode.Disposable {
  const print = async (...args: string[]): Promise<string> => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    // As for findings: the setting, else planlint.yaml, else the editor's language.
    return binary.run(extension, args, folder?.uri.fsPath);
  };

  const choose = async (): Promise<string | undefined> => {
    const here = findings.rulesAtCursor();
    if (here.length === 1) {
      return here[0];
    }
    const rules = JSON.parse(await print('rules', '--json')) as Rule[];
    const items = rules
      .map(({ id, title, message }) => ({ label: id, detail: title ?? message, first: here.includes(id) }))
      .sort((a, b) => Number(b.first) - Number(a.first));
    const placeHolder = vscode.l10n.t('Which rule?');
    return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.label;
  };

  const explain = async (named?: unknown): Promise<void> => {
    try {
      const rule = typeof named === 'string' ? named : await choose();
      if (!rule) {
        return;
      }
      const printed = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: SCHEME, path: `/${rule}` }));
      // A page to read: its lines are wrapped, and it is shown without numbers.
      const document = await vscode.languages.setTextDocumentLanguage(printed, SCHEME);
      await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(vscode.l10n.t('The rule could not be explained: {0}', reason));
    }
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand('planlint.explainRule', explain),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: ({ path }) => {
        const language = settings.language();
        return print('explain', path.slice(1), ...(language ? ['--lang', language] : []));
      },
    }),
    vscode.languages.registerCodeActionsProvider(
      { scheme: 'file' },
      { provideCodeActions: (_document, _range, { diagnostics }) => actions(diagnostics) },
      { providedCodeActionKinds: [vscode.CodeActionKind.Empty] },
    ),
  );
}

function actions(diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
  const rules = new Set(diagnostics.map(findings.ruleOf).filter((rule) => rule !== undefined));
  return [...rules].map((rule) => {
    const title = vscode.l10n.t('Explain rule {0}', rule);
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.Empty);
    action.command = { command: 'planlint.explainRule', title, arguments: [rule] };
    return action;
  });
}
