// A page, read only, that shows what the program said when a command last ran it.

import * as vscode from 'vscode';

export class SaidPage implements vscode.Disposable {
  private readonly said = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly provider: vscode.Disposable;

  constructor(private readonly scheme: string) {
    this.provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.changed.event,
      provideTextDocumentContent: ({ path }) => this.said.get(path) ?? '',
    });
  }

  /** Puts words on the page of that name, also where it is open. */
  write(name: string, words: string): vscode.Uri {
    const page = vscode.Uri.from({ scheme: this.scheme, path: `/${name}` });
    this.said.set(page.path, words);
    this.changed.fire(page);
    return page;
  }

  dispose(): void {
    this.provider.dispose();
    this.changed.dispose();
  }
}
