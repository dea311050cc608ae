// The language server's life: started, restarted, stopped; and who wants to know.

import * as vscode from 'vscode';
import { ConfigurationMiddleware, InitializeParams, LanguageClient, State } from 'vscode-languageclient/node';
import * as binary from './binary';
import * as settings from './settings';
import { UntilSaved } from './until_saved';

export type Condition = 'starting' | 'running' | 'stopped';

export class Server implements vscode.Disposable {
  #client: LanguageClient | undefined;
  #untilSaved: UntilSaved | undefined;
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
    const untilSaved = new UntilSaved();
    const client = new Connection(
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
        middleware: {
          handleDiagnostics: (uri, diagnostics, show) => untilSaved.take(uri, diagnostics, show),
          workspace: { configuration: withOwnSettings },
        },
      },
    );
    this.#client = client;
    this.#untilSaved = untilSaved;
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
    this.#untilSaved?.dispose();
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

/**
 * A connection whose server sends what it finds, of its own accord and for every file. The library can ask instead, but
 * 9.0.1 empties a file's list when typing overtakes a question, and may leave it so: it does not ask again for a file that
 * has lost its tab meanwhile, and takes the answer for the whole workspace for one that it has shown.
 */
class Connection extends LanguageClient {
  protected override fillInitializeParams(params: InitializeParams): void {
    super.fillInitializeParams(params);
    delete params.capabilities.textDocument?.diagnostic;
    delete params.capabilities.workspace?.diagnostics;
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
