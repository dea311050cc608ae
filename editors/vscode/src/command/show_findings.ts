// What a lens above an element leads to: its first finding, with all of them below.

import * as vscode from 'vscode';
import { SOURCE } from '../findings';
import { requestGraph } from '../map/request';
import { Server } from '../server';

export function showFindings(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand('planlint.showFindings', async (address: string, element: string) => {
    const uri = vscode.Uri.parse(address);
    const client = server.client;
    const graph = client && (await requestGraph(server, uri));
    if (!client || !graph) {
      return;
    }
    const here = graph.nodes.filter((node) => node.uri && node.range && client.protocol2CodeConverter.asUri(node.uri).toString() === uri.toString());
    const starts = here
      .flatMap(({ range }) => (range ? [client.protocol2CodeConverter.asRange(range).start] : []))
      .sort((a, b) => a.compareTo(b));
    const own = here.find(({ id }) => id === element)?.range;
    const start = own ? client.protocol2CodeConverter.asRange(own).start : new vscode.Position(0, 0);
    // An element ends where the next begins; what stands in its children is theirs.
    const end = starts.find((other) => other.isAfter(start));
    const first = vscode.languages
      .getDiagnostics(uri)
      .filter(({ source, range }) => source === SOURCE && !range.start.isBefore(start) && !(end && range.start.isAfterOrEqual(end)))
      .map(({ range }) => range)
      .sort((a, b) => a.start.compareTo(b.start))[0];
    await vscode.window.showTextDocument(uri, { selection: first ?? new vscode.Range(start, start) });
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  });
}
