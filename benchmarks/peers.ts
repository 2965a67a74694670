import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factsOf, nameOf, type RecipeFacts } from './recipe-facts';
import { recipeFolders, renderAlone } from './recipes';

/** A recipe of conda-forge for a distribution that may be on PyPI. */
export interface Peer {
  name: string;
  /** `pypi:requests@2.34.2` */
  from: string;
  /** The names in the requirements of the rendered recipe. */
  names: Set<string>;
  facts: RecipeFacts;
}

interface Rendered {
  recipe: {
    package: { name: string; version: string };
    source?: { url?: string | string[] }[];
    requirements: Record<string, unknown[] | undefined>;
  };
}

/**
 * The recipes below a folder, or of the corpus, that rattler-build renders, and whose source is an sdist of PyPI or that
 * compile for Python: PyPI may have an sdist of the same name and version.
 */
export function peers(recipes: string | undefined, scratch: string, engine: string): Peer[] {
  return recipeFolders(recipes, scratch).flatMap((folder) => peerOf(folder, engine) ?? []);
}

function peerOf(folder: string, engine: string): Peer | undefined {
  const file = join(folder, 'recipe.yaml');
  const { status, stdout } = renderAlone(file, engine);
  const outputs = status === 0 ? (JSON.parse(stdout) as Rendered[]) : [];
  const [first] = outputs;
  if (!first) return undefined;
  const asked = outputs.flatMap(({ recipe: { requirements } }) => Object.values(requirements).flat());
  const names = asked.filter((one) => typeof one === 'string').map(nameOf);
  const facts = factsOf(readFileSync(file, 'utf8'));
  const { name, version } = first.recipe.package;
  const compilesForPython = facts.compilers.length > 0 && names.includes('python');
  const distribution = sdistOf(outputs) ?? (compilesForPython ? name : undefined);
  if (distribution === undefined) return undefined;
  const made = outputs.map(({ recipe }) => recipe.package.name);
  return { name, from: `pypi:${distribution}@${version}`, names: new Set([...made, ...names]), facts };
}

/** The name of the distribution whose sdist is the first source. */
function sdistOf(outputs: Rendered[]): string | undefined {
  const urls = outputs.flatMap(({ recipe }) => recipe.source ?? []).flatMap(({ url }) => url ?? []);
  return /\/packages\/source\/[^/]+\/([\w.-]+)\/[^/]+$/.exec(urls[0] ?? '')?.[1];
}
