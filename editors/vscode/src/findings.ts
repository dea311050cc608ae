// The findings that the editor shows now.

import * as vscode from 'vscode';

export const SOURCE = 'planlint';

export interface Counts {
  errors: number;
  warnings: number;
  others: number;
}

/** How many findings there are, in all files. */
export function count(): Counts {
  const counts = { errors: 0, warnings: 0, others: 0 };
  for (const [, diagnostics] of vscode.languages.getDiagnostics()) {
    for (const { source, severity } of diagnostics) {
      if (source !== SOURCE) {
        continue;
      }
      if (severity === vscode.DiagnosticSeverity.Error) {
        counts.errors += 1;
      } else if (severity === vscode.DiagnosticSeverity.Warning) {
        counts.warnings += 1;
      } else {
        counts.others += 1;
      }
    }
  }
  return counts;
}

/** The rule of a finding of ours. */
export function ruleOf(diagnostic: vscode.Diagnostic): string | undefined {
  if (diagnostic.source !== SOURCE || diagnostic.code === undefined) {
    return undefined;
  }
  return String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code);
}

/** The rules that speak of where the cursor is. */
export function rulesAtCursor(): string[] {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return [];
  }
  const { active } = editor.selection;
  const rules = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range }) => range.contains(active) || range.start.line === active.line)
    .map(ruleOf)
    .filter((rule) => rule !== undefined);
  return [...new Set(rules)];
}
