import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFacts, SourceOrigin } from '../../source/source-facts';
import { fetchSource } from '../../source/fetch-source';
import { parseFrom } from '../../source/parse-from';
import { refuseStub } from '../../source/stub-sdist';
import { readSource } from '../../source/read-source';

/**
 * Fetches a source and reads it.
 * @param constraint for the newest version of a distribution if `from` has no version: `>=1,<2`
 * @throws ExplainedError if the source is not found
 */
export type ReadFacts = (from: string, constraint?: string) => Promise<SourceFacts>;

/** Where to find and put sources; all absolute. */
export interface FactsPlaces {
  root: string;
  /** The recipe's folder. */
  recipe: string;
  /** A folder for sources. The caller removes it. */
  scratch: string;
}

export function factsReader({ root, recipe, scratch }: FactsPlaces): ReadFacts {
  return async (from, constraint) => {
    if (from === 'blank') return silentFacts({ kind: 'path', path: join(recipe, 'src') });
    const request = parseFrom(from);
    const wanted = request.kind === 'pypi' && constraint ? { ...request, constraint } : request;
    const { folder, origin, newer, hasPlatformWheels } = await fetchSource(wanted, {
      into: await mkdtemp(join(scratch, 'source-')),
      cwd: root,
      env: process.env,
    });
    const facts = { ...readSource(folder, origin), newer, hasPlatformWheels };
    refuseStub(facts);
    return facts;
  };
}

/** Facts of a source that does not exist yet. */
function silentFacts(origin: SourceOrigin & { kind: 'path' }): SourceFacts {
  return {
    ...{ origin, folder: origin.path, name: undefined, version: undefined, summary: undefined },
    ...{ homepage: undefined, license: undefined, licenseFiles: [], python: undefined, cmake: undefined },
    ...{ cuda: undefined, languages: [], links: [], isHeaderOnly: false },
  };
}
