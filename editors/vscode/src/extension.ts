// The extension's start: a server, and what stands around it.

import * as vscode from 'vscode';
import { auditWorkspace } from './command/audit_workspace';
import { explainRule } from './command/explain_rule';
import { exportPlan } from './command/export_plan';
import { importPlan } from './command/import_plan';
import { newPlan } from './command/new_plan';
import { showFindings } from './command/show_findings';
import { PlanMap } from './map/panel';
import { PlanContext } from './plan_context';
import { Server } from './server';
import { statusItem } from './status';
import { offerSchema } from './yaml_schema';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('planlint', { log: true });
  const server = new Server(context.extensionUri, log);
  const plan = new PlanContext(server);
  const map = new PlanMap(context.extensionUri, server, plan, log);
  context.subscriptions.push(
    log,
    server,
    plan,
    map,
    statusItem(server, plan),
    newPlan(),
    importPlan(context.extensionUri),
    exportPlan(context.extensionUri, plan),
    explainRule(context.extensionUri),
    auditWorkspace(context.extensionUri, context.storageUri ?? context.globalStorageUri),
    showFindings(server),
    vscode.commands.registerCommand('planlint.showPlanMap', () => map.show()),
    vscode.commands.registerCommand('planlint.restartServer', () => server.restart()),
    vscode.commands.registerCommand('planlint.showLog', () => log.show()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('planlint.path')) {
        void server.restart();
      } else if (change.affectsConfiguration('planlint')) {
        void server.tellSettings();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
  );
  void offerSchema(context.extensionUri, log);
  void server.start();
}
