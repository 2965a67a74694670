import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { installPacked } from '../install-packed';

const repository = join(__dirname, '../..');

/** The sources of the plugin: if unchanged, the installed plugin is current. */
const PLUGIN = ['package-lock.json', 'packages/nx-conda', 'tools/build.mjs', 'tools/bundle.mjs'];
const STAMP = 'node_modules/.nx-conda-stamp';

/** Creates or updates the workspace: the packed plugin, the recipes and the patches of this repository. */
export function updateWorkspace(root: string, pluginOptions: object, variants: object): void {
  mkdirSync(root, { recursive: true });
  const stamp = hashOf(PLUGIN.map((path) => join(repository, path)));
  if (!existsSync(join(root, STAMP)) || readFileSync(join(root, STAMP), 'utf8') !== stamp) {
    // The version stays the same, so npm would keep the installed one.
    for (const path of readdirSync(root).filter(isInstalled)) rmSync(join(root, path), { recursive: true });
    installPacked(root);
    writeFileSync(join(root, STAMP), stamp);
  }
  for (const folder of ['recipes', 'patches']) {
    rmSync(join(root, folder), { recursive: true, force: true });
    cpSync(join(repository, folder), join(root, folder), { recursive: true });
  }
  writeFileSync(
    join(root, '.gitignore'),
    'node_modules\n.nx\n*.tgz\ndist\nchannel\noffline\nupstream\nconsumer\n',
  );
  writeFileSync(join(root, 'chain-variants.json'), JSON.stringify(variants, null, 2));
  const plugin = { plugin: 'nx-conda', options: pluginOptions };
  writeFileSync(join(root, 'nx.json'), JSON.stringify({ plugins: [plugin], analytics: false }, null, 2));
}

function isInstalled(name: string): boolean {
  return name.endsWith('.tgz') || ['node_modules', 'package-lock.json'].includes(name);
}

function hashOf(paths: string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesBelow)) hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}

function filesBelow(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !/\/(dist|node_modules)\/|\.tgz$|\/LICENSE$/.test(file.slice(path.length)))
    .sort();
}
