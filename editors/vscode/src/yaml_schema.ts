// The JSON Schema of the plan language for Red Hat's YAML extension, where it is installed and somebody asks for it.
//
// It is offered under an address, never attached to files by itself: planlint says all that the schema says, and more,
// and whoever has both would read everything twice.

import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';

const YAML_EXTENSION = 'redhat.vscode-yaml';
/** The contributor's name is the scheme of its addresses. */
const CONTRIBUTOR = 'planlint';

interface YamlExtension {
  registerContributor(
    name: string,
    schemaOf: (resource: string) => string | undefined,
    contentOf: (schema: string) => string | Promise<string> | undefined,
  ): boolean;
}

export async function offerSchema(extension: vscode.Uri, log: vscode.LogOutputChannel): Promise<void> {
  const yaml = vscode.extensions.getExtension<YamlExtension>(YAML_EXTENSION);
  const api = await yaml?.activate();
  if (!api?.registerContributor) {
    return;
  }
  const file = vscode.Uri.joinPath(extension, 'schema', 'plan.schema.json').fsPath;
  api.registerContributor(
    CONTRIBUTOR,
    () => undefined,
    (schema) => (schema.startsWith(`${CONTRIBUTOR}://`) ? readFile(file, 'utf8') : undefined),
  );
  log.info(`the plan language's schema is offered to ${YAML_EXTENSION} as ${CONTRIBUTOR}://plan`);
}
