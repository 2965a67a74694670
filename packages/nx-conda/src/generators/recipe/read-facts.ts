import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ExplainedError } from '../../recipe/explained-error';
import type { PythonFacts, SourceFacts, SourceOrigin } from '../../upstream/source-facts';

/** Brings a source to this machine and reads it. @throws ExplainedError where there is none */
export type ReadFacts = (from: string) => Promise<SourceFacts>;

/** @param places the workspace root, and the recipe's folder; absolute */
export function factsReader(places: { root: string; recipe: string }): ReadFacts {
  return async (from) => {
    if (from === 'blank') return silentFacts({ kind: 'path', path: join(places.recipe, 'src') });
    // Everything else is upstream's: fetchSource and readSource.
    if (!from.startsWith('path:')) throw notYet(from);
    const path = resolve(places.root, from.slice('path:'.length));
    if (!existsSync(path)) {
      throw new ExplainedError(`There is no folder ${path}.`, [
        'Correct --from: a relative path counts from the workspace root.',
      ]);
    }
    return readFolder(path);
  };
}

async function readFolder(path: string): Promise<SourceFacts> {
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries.map(({ name }) => name);
  const imports = entries
    .filter((entry) => entry.isDirectory() && existsSync(join(path, entry.name, '__init__.py')))
    .map(({ name }) => name);
  const hasProject = names.includes('pyproject.toml') || names.includes('setup.py');
  return {
    ...silentFacts({ kind: 'path', path }),
    licenseFiles: names.filter((name) => /^(licen[cs]e|copying)/i.test(name)),
    python:
      hasProject || imports.length > 0
        ? { ...SILENT_PYTHON, imports, project: hasProject ? '.' : undefined }
        : undefined,
    cmake: names.includes('CMakeLists.txt') ? { languages: ['cxx'], finds: [] } : undefined,
    isHeaderOnly: names.includes('include'),
  };
}

const SILENT_PYTHON: PythonFacts = {
  ...{ project: '.', imports: [], requires: [], buildRequires: [] },
  ...{ requiresPython: undefined, entryPoints: [], isPure: true, renamedBy: [] },
};

function silentFacts(origin: SourceOrigin & { kind: 'path' }): SourceFacts {
  return {
    ...{ origin, folder: origin.path, name: undefined, version: undefined, summary: undefined },
    ...{ homepage: undefined, license: undefined, licenseFiles: [], python: undefined, cmake: undefined },
    ...{ cuda: undefined, languages: [], isHeaderOnly: false },
  };
}

function notYet(from: string): ExplainedError {
  return new ExplainedError(`Nobody reads ${JSON.stringify(from.slice(0, 200))} yet.`, [
    'Give a folder: --from=path:<folder>.',
  ]);
}
