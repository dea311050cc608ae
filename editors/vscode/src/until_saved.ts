// With `run: onSave`, what was found in a file stays until the file is saved.

import * as vscode from 'vscode';
import { HandleDiagnosticsSignature } from 'vscode-languageclient/node';
import * as settings from './settings';

/** Lies between a server and what the editor shows. */
export class UntilSaved implements vscode.Disposable {
  /** What waits to be shown, by file. */
  readonly #waiting = new Map<string, () => void>();
  /** The files of which something has been shown: what is opened with unsaved text is not left without findings. */
  readonly #shown = new Set<string>();
  readonly #listening = vscode.Disposable.from(
    vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#show(uri.toString())),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#show(uri.toString())),
    // What was undone is as it was saved.
    vscode.workspace.onDidChangeTextDocument(({ document }) => document.isDirty || this.#show(document.uri.toString())),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settings.SECTION) && settings.run() === 'onType') {
        [...this.#waiting.keys()].forEach((file) => this.#show(file));
      }
    }),
  );

  /** Shows what the server says of a file, now or when the file is saved. */
  take(uri: vscode.Uri, diagnostics: vscode.Diagnostic[], show: HandleDiagnosticsSignature): void {
    const file = uri.toString();
    if (settings.run() === 'onSave' && this.#shown.has(file) && isUnsaved(file)) {
      this.#waiting.set(file, () => show(uri, diagnostics));
    } else {
      this.#waiting.delete(file);
      this.#shown.add(file);
      show(uri, diagnostics);
    }
  }

  dispose(): void {
    this.#listening.dispose();
    this.#waiting.clear();
  }

  #show(file: string): void {
    const show = this.#waiting.get(file);
    this.#waiting.delete(file);
    show?.();
  }
}

function isUnsaved(file: string): boolean {
  return vscode.workspace.textDocuments.some((open) => open.isDirty && open.uri.toString() === file);
}
