// The item in the status bar: how many findings there are, and whether the server lives.

import * as vscode from 'vscode';
import * as findings from './findings';
import { PlanContext } from './plan_context';
import { Server } from './server';

export function statusItem(server: Server, plan: PlanContext): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('planlint.status', vscode.StatusBarAlignment.Left, 20);
  item.name = 'planlint';

  const draw = (): void => {
    if (server.condition === 'starting') {
      item.text = '$(loading~spin) planlint';
      item.tooltip = vscode.l10n.t('planlint is starting');
      item.command = 'planlint.showLog';
      item.backgroundColor = undefined;
      item.show();
      return;
    }
    if (server.condition === 'stopped') {
      item.text = '$(debug-disconnect) planlint';
      item.tooltip = vscode.l10n.t('planlint does not run. Click to start it again.');
      item.command = 'planlint.restartServer';
      item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
      item.show();
      return;
    }
    const { errors, warnings, others } = findings.count();
    const total = errors + warnings + others;
    item.text =
      total === 0
        ? '$(pass) planlint'
        : `$(checklist) planlint: $(error) ${errors} $(warning) ${warnings} $(info) ${others}`;
    item.tooltip =
      total === 0
        ? vscode.l10n.t('planlint: no findings')
        : vscode.l10n.t('planlint: errors {0}, warnings {1}, remarks {2}', errors, warnings, others);
    item.command = 'workbench.actions.view.problems';
    item.backgroundColor = undefined;
    // Beside files that are no plan there is nothing to say.
    if (total > 0 || plan.active) {
      item.show();
    } else {
      item.hide();
    }
  };

  draw();
  return vscode.Disposable.from(
    item,
    server.onDidChange(draw),
    plan.onDidChange(draw),
    vscode.languages.onDidChangeDiagnostics(draw),
  );
}
