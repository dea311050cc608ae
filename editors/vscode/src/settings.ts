// What a person sets. The server reads its own part of it (profile, language, minimum severity) from the same section.

import * as vscode from 'vscode';

export const SECTION = 'planlint';

/** Where the id of a rule behind a finding leads: to its explanation, here in the editor. */
export const RULE_URL = `command:planlint.explainRule?${encodeURIComponent('["')}{rule}${encodeURIComponent('"]')}`;

export type Run = 'onType' | 'onSave';

function section(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(SECTION);
}

/** When findings follow the text. */
export function run(): Run {
  return section().get<Run>('run', 'onType');
}

/** The server's program that a person has named, if any. */
export function path(): string | undefined {
  return section().get<string>('path')?.trim() || undefined;
}

/** What the server is told when it starts, and when something changes. */
export function forServer(): unknown {
  const settings = section();
  return {
    profile: settings.get('profile'),
    language: settings.get('language'),
    minimumSeverity: settings.get('minimumSeverity'),
    ruleUrl: RULE_URL,
  };
}

/** The language in which a person wants to read rules, if one is set. */
export function language(): string | undefined {
  return section().get<string>('language') || undefined;
}

/** The profile that a person has set, in place of the one that a plan names. */
export function profile(): string | undefined {
  return section().get<string>('profile') || undefined;
}
