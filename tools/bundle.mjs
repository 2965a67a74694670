// Bundles a library of many ES modules into one file of the package, which loads in a fraction of the time.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * @param library name of a package that is installed for the project.
 * @param project absolute folder.
 * @param file absolute path without extension; gets the code in `.js`, and the licenses of all bundled packages in
 * `.LICENSES.txt`.
 */
export async function bundle(library, project, file) {
  const { metafile } = await build({
    entryPoints: [library],
    absWorkingDir: project,
    outfile: `${file}.js`,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(`${file}.LICENSES.txt`, licencesOf(Object.keys(metafile.inputs), project));
}

/** The licenses of the packages of some files. @param files paths relative to the project */
export function licencesOf(files, project) {
  const packages = new Set(files.map((file) => packageOf(join(project, file))));
  return [...packages].sort().map(licenceOf).join('\n---\n\n');
}

/** The innermost package folder of a file. */
function packageOf(path) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)[1];
}

function licenceOf(folder) {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${folder} has no license to pass on.`);
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8')}`;
}
