// Bundles the code of report.html into one script and one style for browsers.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { licencesOf } from './bundle.mjs';

/**
 * @param folder the sources of the page.
 * @param project folder in which its libraries are installed.
 * @param target folder; gets `page.js`, `page.css`, and the licenses of all bundled packages in `page.LICENSES.txt`.
 */
export async function bundlePage(folder, project, target) {
  const { metafile } = await build({
    entryPoints: { page: join(folder, 'main.ts') },
    absWorkingDir: project,
    outdir: target,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  await build({
    entryPoints: { page: join(folder, 'page.css') },
    absWorkingDir: project,
    outdir: target,
    minify: true,
    logLevel: 'warning',
  });
  const libraries = Object.keys(metafile.inputs).filter((input) => input.includes('node_modules/'));
  writeFileSync(join(target, 'page.LICENSES.txt'), licencesOf(libraries, project));
}
