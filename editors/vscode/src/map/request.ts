// Asking the server for a plan's graph.

import * as vscode from 'vscode';
import { Server } from '../server';
import { Graph } from './graph';

/** The graph of the plan that a file belongs to, or nothing where it belongs to none or no server runs. */
export async function requestGraph(server: Server, uri: vscode.Uri): Promise<Graph | undefined> {
  const client = server.client;
  if (!client) {
    return undefined;
  }
  const textDocument = { uri: client.code2ProtocolConverter.asUri(uri) };
  return (await client.sendRequest<Graph | null>('planlint/graph', { textDocument })) ?? undefined;
}
