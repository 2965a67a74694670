// Bundles the libraries of the package, each into one file: it loads in a fraction of the time of many modules, and the
// package needs no other package than Nx.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const tools = dirname(fileURLToPath(import.meta.url));

/** For packages that name this license and contain no copy of it. */
const LICENSE_TEXTS = { 'Apache-2.0': join(tools, 'licenses/Apache-2.0.txt') };

/**
 * @param libraries names of packages that are installed for the project.
 * @param project absolute folder.
 * @param target absolute folder; gets a file `<library>.js` for each library, and `LICENSES.txt` with the licenses of all
 * bundled packages.
 */
export async function bundle(libraries, project, target) {
  const inputs = new Set();
  for (const library of libraries) {
    const { metafile } = await build({
      ...entryOf(library, project),
      absWorkingDir: project,
      outfile: `${join(target, library)}.js`,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      minify: true,
      legalComments: 'none',
      // Only loaded to send a FormData, which nx-conda never does.
      external: ['../web/fetch/body.js'],
      plugins: [packedWebAssembly(dirname(join(target, library)))],
      metafile: true,
      logLevel: 'warning',
    });
    for (const file of Object.keys(metafile.inputs)) if (file.includes('node_modules/')) inputs.add(file);
  }
  writeFileSync(join(target, 'LICENSES.txt'), licencesOf([...inputs], project));
}

/** All exports of a library, or only those that `bundled/<library>.js` selects. */
function entryOf(library, project) {
  const selection = join(tools, 'bundled', `${library}.js`);
  if (!existsSync(selection)) return { entryPoints: [library] };
  return { stdin: { contents: readFileSync(selection, 'utf8'), resolveDir: project } };
}

/** A WebAssembly file that a library reads from its own folder: compressed, it takes a quarter of the space. */
function packedWebAssembly(target) {
  return {
    name: 'packed-web-assembly',
    setup({ onLoad }) {
      onLoad({ filter: /\/minijinja_js\.js$/ }, ({ path }) => {
        const read = "require('fs').readFileSync(path)";
        const code = readFileSync(path, 'utf8');
        if (!code.includes(read)) throw new Error(`${path} does not contain ${read}.`);
        const file = 'minijinja_js_bg.wasm';
        writeFileSync(
          join(target, `${file}.br`),
          brotliCompressSync(readFileSync(join(dirname(path), file))),
        );
        return {
          contents: code
            .replace(read, `require('zlib').brotliDecompressSync(${read})`)
            .replace(`'${file}'`, `'${file}.br'`),
        };
      });
    },
  };
}

/** The licenses of the packages of some files, each text once. @param files paths relative to the project */
export function licencesOf(files, project) {
  const packages = new Set(files.map((file) => packageOf(join(project, file))));
  const byText = new Map();
  for (const { name, text } of [...packages].sort().map(licenceOf)) {
    byText.set(text, [...(byText.get(text) ?? []), name]);
  }
  return [...byText].map(([text, names]) => `${names.join('\n')}\n\n${text}`).join('\n---\n\n');
}

/** The innermost package folder of a file. */
function packageOf(path) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)[1];
}

function licenceOf(folder) {
  const { name, version, author, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const own = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const file = own ? join(folder, own) : LICENSE_TEXTS[license];
  if (!file) throw new Error(`${folder} has no license to pass on.`);
  return { name: `${name} ${version}${own ? '' : `, by ${author}`}`, text: readFileSync(file, 'utf8') };
}
