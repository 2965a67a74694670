import { join } from 'node:path';
import type { SourceFacts, SourceOrigin } from '../../upstream/source-facts';
import { fetchSource } from '../../upstream/fetch-source';
import { parseFrom } from '../../upstream/parse-from';
import { readSource } from '../../upstream/read-source';

/** Brings a source to this machine and reads it. @throws ExplainedError where there is none */
export type ReadFacts = (from: string) => Promise<SourceFacts>;

/** Where sources are looked for and put; all absolute. */
export interface FactsPlaces {
  root: string;
  /** The recipe's folder. */
  recipe: string;
  /** An empty folder. Whoever made it removes it. */
  scratch: string;
}

export function factsReader({ root, recipe, scratch }: FactsPlaces): ReadFacts {
  return async (from) => {
    if (from === 'blank') return silentFacts({ kind: 'path', path: join(recipe, 'src') });
    const { folder, origin } = await fetchSource(parseFrom(from), {
      into: scratch,
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
