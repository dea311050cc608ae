// Where the program is: what the setting names, else the one that the extension brings, else the one on the path; and running it once.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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

/** Runs the program in a folder and gives what it printed. Where no language is asked for, it speaks that of the editor. */
export async function run(extension: vscode.Uri, args: readonly string[], cwd?: string, signal?: AbortSignal): Promise<string> {
  const env = { ...process.env, LC_ALL: `${vscode.env.language.slice(0, 2)}.UTF-8` };
  const options = { cwd, env, maxBuffer: 1 << 26, ...(signal && { signal }) };
  return (await promisify(execFile)(find(extension), args, options)).stdout;
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
