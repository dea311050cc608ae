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

function expand(path: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const unfolded = path.replaceAll('${workspaceFolder}', folder);
  return unfolded.startsWith('~/') ? join(homedir(), unfolded.slice(2)) : unfolded;
}
