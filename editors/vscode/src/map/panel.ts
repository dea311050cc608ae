// The plan map, host's side: asks the server for the graph when the plan changes, and jumps where the view points.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { PlanContext } from '../plan_context';
import { Server } from '../server';
import { Graph, Position, Range, ToHost, ToView } from './graph';
import { requestGraph } from './request';
import { words } from './words';

/** A pause in typing after which the map is drawn anew, in milliseconds. */
const PAUSE = 150;

export class PlanMap implements vscode.Disposable {
  #panel: vscode.WebviewPanel | undefined;
  #listening: vscode.Disposable[] = [];
  #graph: Graph | undefined;
  #file: vscode.Uri | undefined;
  #timer: NodeJS.Timeout | undefined;
  #drawn = '';

  constructor(
    private readonly extension: vscode.Uri,
    private readonly server: Server,
    private readonly plan: PlanContext,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Opens the map beside the editor, or brings it to the front. */
  async show(): Promise<void> {
    this.#file = this.plan.active ?? this.#file;
    if (this.#panel) {
      this.#panel.reveal(undefined, true);
      this.#later();
      return;
    }
    const roots = [vscode.Uri.joinPath(this.extension, 'dist'), vscode.Uri.joinPath(this.extension, 'media')];
    const panel = vscode.window.createWebviewPanel(
      'planlint.map',
      vscode.l10n.t('Plan map'),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: roots, retainContextWhenHidden: true },
    );
    this.#panel = panel;
    this.#listening = [
      panel.webview.onDidReceiveMessage((message: ToHost) => this.#hear(message)),
      panel.onDidDispose(() => this.#close()),
      vscode.workspace.onDidChangeTextDocument(() => this.#later()),
      vscode.languages.onDidChangeDiagnostics(() => this.#later()),
      this.server.onDidChange(() => this.#later()),
      this.plan.onDidChange((file) => {
        this.#file = file ?? this.#file;
        this.#later();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#follow(textEditor)),
    ];
    panel.webview.html = this.#page(panel.webview);
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#close();
  }

  #close(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#listening).dispose();
    this.#listening = [];
    this.#panel = undefined;
    this.#drawn = '';
  }

  #tell(message: ToView): void {
    void this.#panel?.webview.postMessage(message);
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#draw(), PAUSE);
  }

  async #draw(): Promise<void> {
    const graph = this.#file && (await this.#ask(this.#file));
    if (!this.#panel) {
      return;
    }
    if (!graph) {
      // A server that is being restarted will have the plan again; until then the last drawing stays.
      if (this.server.condition === 'running' || !this.#graph) {
        this.#graph = undefined;
        this.#drawn = '';
        this.#tell({ type: 'nothing', text: vscode.l10n.t('Open a file of a plan to see its map.') });
      }
      return;
    }
    this.#graph = graph;
    const drawing = JSON.stringify(graph);
    if (drawing !== this.#drawn) {
      this.#drawn = drawing;
      this.#panel.title = vscode.l10n.t('Plan map: {0}', graph.plan);
      this.#tell({ type: 'graph', graph, words: words() });
    }
    const editor = vscode.window.activeTextEditor;
    if (editor) {
      this.#follow(editor);
    }
  }

  async #ask(file: vscode.Uri): Promise<Graph | undefined> {
    try {
      return await requestGraph(this.server, file);
    } catch (error) {
      this.log.warn(`planlint/graph: ${error}`);
      return undefined;
    }
  }

  #hear(message: ToHost): void {
    if (message.type === 'ready') {
      this.#drawn = '';
      void this.#draw();
    } else if (message.type === 'jump') {
      const node = this.#graph?.nodes.find(({ id }) => id === message.id);
      // An element that nobody has is shown at the link that names it.
      void this.#jump(node?.uri ? node : this.#graph?.edges.find(({ to }) => to === message.id));
    } else {
      void this.#jump(this.#graph?.edges[message.edge]);
    }
  }

  async #jump(place: { uri: string | null; range: Range | null } | undefined): Promise<void> {
    const client = this.server.client;
    if (!client || !place?.uri || !place.range) {
      return;
    }
    const uri = client.protocol2CodeConverter.asUri(place.uri);
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
    const mapColumn = this.#panel?.viewColumn;
    const beside = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== mapColumn)?.viewColumn;
    const column = shown?.viewColumn ?? beside ?? (mapColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One);
    const selection = client.protocol2CodeConverter.asRange(place.range);
    const editor = await vscode.window.showTextDocument(uri, { viewColumn: column, selection });
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Marks on the map the element in which the cursor is: the last one that begins before it. */
  #follow(editor: vscode.TextEditor): void {
    const client = this.server.client;
    if (!client || !this.#graph) {
      return;
    }
    const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    const cursor = editor.selection.active;
    let found: { id: string; start: Position } | undefined;
    for (const { id, uri: at, range } of this.#graph.nodes) {
      if (at === uri && range && !isBefore(cursor, range.start) && (!found || isBefore(found.start, range.start))) {
        found = { id, start: range.start };
      }
    }
    this.#tell({ type: 'select', id: found?.id ?? null });
  }

  #page(webview: vscode.Webview): string {
    const nonce = randomBytes(16).toString('base64');
    const at = (...path: string[]): string => webview.asWebviewUri(vscode.Uri.joinPath(this.extension, ...path)).toString();
    const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
    return `<!DOCTYPE html>
<html lang="${vscode.env.language}" dir="auto">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${at('media', 'map.css')}">
</head>
<body>
<script nonce="${nonce}" src="${at('dist', 'map.js')}"></script>
</body>
</html>`;
  }
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
