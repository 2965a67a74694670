import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Ten lines: the cost of any Nx plugin that lists projects, here from a file. */
const PLUGIN = `const { dirname, join } = require('node:path');
const { readFileSync } = require('node:fs');
exports.name = 'listing';
exports.createNodes = ['**/recipe.yaml', (files, _options, { workspaceRoot }) => {
  const projects = JSON.parse(readFileSync(join(workspaceRoot, 'projects.json'), 'utf8'));
  return files.map((file) => {
    const root = dirname(file);
    return [file, { projects: { [root]: { root, ...projects[root] } } }];
  });
}];
`;

/** Writes a digest like a build, and nothing else. */
const EXECUTOR = `const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
exports.default = async ({ folder, loads = [] }, { root }) => {
  for (const name of loads) await import(name);
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'digest.json'), '{}');
  return { success: true };
};
`;

const FILES = {
  'index.js': PLUGIN,
  'no-op.js': EXECUTOR,
  'schema.json': '{"version": 2, "type": "object", "properties": {}}',
  'executors.json': '{"executors": {"no-op": {"implementation": "./no-op", "schema": "./schema.json"}}}',
  'package.json': '{"name": "listing", "version": "1.0.0", "executors": "./executors.json"}',
};

/** Its name in nx.json. */
export const LISTING = 'listing';

/** Installs the plugin as a package: a plugin in the workspace would make Nx load a TypeScript compiler. */
export function installListing(nodeModules: string): void {
  mkdirSync(join(nodeModules, LISTING), { recursive: true });
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(nodeModules, LISTING, name), text);
}
