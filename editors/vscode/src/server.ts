// The language server's life: started, restarted, stopped; and who wants to know.

import * as vscode from 'vscode';
import { ConfigurationMiddleware, LanguageClient, State, vsdiag } from 'vscode-languageclient/node';
import * as binary from './binary';
import * as settings from './settings';

export type Condition = 'starting' | 'running' | 'stopped';

export class Server implements vscode.Disposable {
  #client: LanguageClient | undefined;
  #condition: Condition = 'stopped';
  /** Starts and stops follow one another, however fast they are asked for. */
  #turn: Promise<void> = Promise.resolve();
  readonly #changed = new vscode.EventEmitter<Condition>();

  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get condition(): Condition {
    return this.#condition;
  }

  /** The connection, while there is one. */
  get client(): LanguageClient | undefined {
    return this.#condition === 'running' ? this.#client : undefined;
  }

  start(): Promise<void> {
    return this.#after(() => this.#start());
  }

  restart(): Promise<void> {
    return this.#after(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  /** Tells the server what a person has changed. */
  async tellSettings(): Promise<void> {
    const told = { settings: { [settings.SECTION]: settings.forServer() } };
    await this.client?.sendNotification('workspace/didChangeConfiguration', told);
  }

  stop(): Promise<void> {
    return this.#after(() => this.#stop());
  }

  dispose(): void {
    void this.stop();
    this.#changed.dispose();
  }

  #after(step: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(step, step);
    return this.#turn;
  }

  async #start(): Promise<void> {
    const command = binary.find(this.extension);
    this.log.info(`starting ${command} lsp`);
    const client = new LanguageClient(
      settings.SECTION,
      'planlint',
      { command, args: ['lsp'] },
      {
        // Resources may stand in a table. The server is silent on files that belong to no plan.
        documentSelector: [
          { scheme: 'file', language: 'yaml' },
          { scheme: 'file', pattern: '**/*.csv' },
        ],
        outputChannel: this.log,
        traceOutputChannel: this.log,
        initializationOptions: settings.forServer(),
        diagnosticPullOptions: { onChange: true, onSave: true },
        middleware: { provideDiagnostics: keepUntilSaved, workspace: { configuration: withOwnSettings } },
      },
    );
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.#client === client) {
        this.#become(newState === State.Running ? 'running' : newState === State.Starting ? 'starting' : 'stopped');
      }
    });
    try {
      await client.start();
    } catch (error) {
      this.#become('stopped');
      this.log.error(String(error));
      void this.#complain(command);
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#become('stopped');
    // A client that never came up has nothing to say goodbye to.
    if (client?.needsStop()) {
      await client.dispose().catch((error) => this.log.warn(String(error)));
    }
  }

  #become(condition: Condition): void {
    if (condition !== this.#condition) {
      this.#condition = condition;
      this.#changed.fire(condition);
    }
  }

  async #complain(command: string): Promise<void> {
    const log = vscode.l10n.t('Show log');
    const set = vscode.l10n.t('Open settings');
    const message = vscode.l10n.t('planlint could not be started ({0}).', command);
    const chosen = await vscode.window.showErrorMessage(message, log, set);
    if (chosen === log) {
      this.log.show();
    } else if (chosen === set) {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'planlint.path');
    }
  }
}

/** The server asks for its settings: it is told what a person has set, and what only the extension knows. */
const withOwnSettings: ConfigurationMiddleware['configuration'] = async (params, token, next) => {
  const answers = await next(params, token);
  if (!Array.isArray(answers)) {
    return answers;
  }
  return answers.map((answer, index) =>
    params.items[index]?.section === settings.SECTION ? { ...answer, ruleUrl: settings.RULE_URL } : answer,
  );
};

/** With `run: onSave`, what was found at the last save stays until the next. */
function keepUntilSaved(
  document: vscode.TextDocument | vscode.Uri,
  previous: string | undefined,
  token: vscode.CancellationToken,
  next: vsdiag.DiagnosticProvider['provideDiagnostics'],
): vscode.ProviderResult<vsdiag.DocumentDiagnosticReport> {
  if (settings.run() === 'onSave' && previous !== undefined && hasUnsaved(document)) {
    return { kind: vsdiag.DocumentDiagnosticReportKind.unChanged, resultId: previous };
  }
  return next(document, previous, token);
}

function hasUnsaved(document: vscode.TextDocument | vscode.Uri): boolean {
  if (!(document instanceof vscode.Uri)) {
    return document.isDirty;
  }
  const name = document.toString();
  return vscode.workspace.textDocuments.some((open) => open.isDirty && open.uri.toString() === name);
}

