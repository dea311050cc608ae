// Bundles the extension (for node) and the plan map (for the webview).
import { build } from 'esbuild';

const shared = { bundle: true, minify: true, legalComments: 'none', logLevel: 'warning' };

await build({
  ...shared,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  platform: 'node',
  target: 'node18',
  format: 'cjs',
  external: ['vscode'],
});

await build({
  ...shared,
  entryPoints: ['src/map/view/main.ts'],
  outfile: 'dist/map.js',
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
});
