// Where the server's program is: what the setting names, else the one that the extension brings, else the one on the path.

import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import * as settings from './settings';

const NAME = process.platform === 'win32' ? 'planlint.exe' : 'planlint';

export function find(extension: vscode.Uri): string {
  const named = settings.path();
  if (named) {
    return expand(named);
  }
  const bundled = vscode.Uri.joinPath(extension, 'bin', NAME).fsPath;
  return existsSync(bundled) ? bundled : NAME;
}

/** What the program said on its way out, without the frame that it draws in a terminal. */
export function reason(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  const lines = (stderr ?? '').split('\n').map((line) => line.replace(/^[\s×│╰─▶]+/u, '').trim());
  return lines.filter((line) => line !== '').join(' ') || message || String(error);
}

function expand(path: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const unfolded = path.replaceAll('${workspaceFolder}', folder);
  return unfolded.startsWith('~/') ? join(homedir(), unfolded.slice(2)) : unfolded;
}
