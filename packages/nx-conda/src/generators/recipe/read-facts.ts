import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFacts, SourceOrigin } from '../../source/source-facts';
import { fetchSource } from '../../source/fetch-source';
import { parseFrom } from '../../source/parse-from';
import { readSource } from '../../source/read-source';

/**
 * Brings a source to this machine and reads it.
 * @param constraint for the newest version of a distribution where `from` names none: `>=1,<2`
 * @throws ExplainedError where there is none
 */
export type ReadFacts = (from: string, constraint?: string) => Promise<SourceFacts>;

/** Where sources are looked for and put; all absolute. */
export interface FactsPlaces {
  root: string;
  /** The recipe's folder. */
  recipe: string;
  /** A folder for sources. Whoever made it removes it. */
  scratch: string;
}

export function factsReader({ root, recipe, scratch }: FactsPlaces): ReadFacts {
  return async (from, constraint) => {
    if (from === 'blank') return silentFacts({ kind: 'path', path: join(recipe, 'src') });
    const request = parseFrom(from);
    const wanted = request.kind === 'pypi' && constraint ? { ...request, constraint } : request;
    const { folder, origin } = await fetchSource(wanted, {
      into: await mkdtemp(join(scratch, 'source-')),
      cwd: root,
      env: process.env,
    });
    return readSource(folder, origin);
  };
}

/** Of a source that is not there yet. */
function silentFacts(origin: SourceOrigin & { kind: 'path' }): SourceFacts {
  return {
    ...{ origin, folder: origin.path, name: undefined, version: undefined, summary: undefined },
    ...{ homepage: undefined, license: undefined, licenseFiles: [], python: undefined, cmake: undefined },
    ...{ cuda: undefined, languages: [], links: [], isHeaderOnly: false },
  };
}
