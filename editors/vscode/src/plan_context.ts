// Whether the file before a person belongs to a plan: what the button of the plan map and the status item go by.

import * as vscode from 'vscode';
import { requestGraph } from './map/request';
import { Server } from './server';

export class PlanContext implements vscode.Disposable {
  #active: vscode.Uri | undefined;
  readonly #changed = new vscode.EventEmitter<vscode.Uri | undefined>();
  readonly #listening: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(private readonly server: Server) {
    this.#listening = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => this.#look()),
      vscode.workspace.onDidSaveTextDocument(() => this.#look()),
      // A file becomes a plan's when its root is read or when it is included: findings change then.
      vscode.languages.onDidChangeDiagnostics(() => this.#active || this.#look()),
      server.onDidChange(() => this.#look()),
    );
  }

  /** The active file, if it belongs to a plan. While a view without text is in front, the last one. */
  get active(): vscode.Uri | undefined {
    return this.#active;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  async #look(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || document.uri.scheme !== 'file') {
      return;
    }
    const belongs = (await requestGraph(this.server, document.uri).catch(() => undefined)) !== undefined;
    const now = vscode.window.activeTextEditor?.document;
    if (now && now !== document) {
      return;
    }
    const active = belongs ? document.uri : undefined;
    if (active?.toString() !== this.#active?.toString()) {
      this.#active = active;
      await vscode.commands.executeCommand('setContext', 'planlint.isPlan', belongs);
      this.#changed.fire(active);
    }
  }
}
