import { parse } from 'yaml';
import type { SourceFolder } from '../source-folder';

export interface EnvironmentFile {
  /** Match specs, as written. */
  conda: string[];
  /** Requirements for pip, without its options. */
  pip: string[];
  /** False if pip gets more: URLs, folders. */
  isComplete: boolean;
}

const MAX_SPECS = 500;
const SPEC = /^[\w.:/*<>=!~,|[\]"' -]{1,200}$/;

/** Requirements in an environment.yml at the top of a source, used by projects without a build system. */
export function readEnvironment(source: SourceFolder): EnvironmentFile | undefined {
  const file = ['environment.yml', 'environment.yaml'].find((name) => source.has(name));
  const dependencies = file === undefined ? undefined : dependenciesIn(source.read(file) ?? '');
  if (!dependencies) return undefined;
  const pip = dependencies.flatMap((item) =>
    typeof item === 'object' && item !== null && 'pip' in item && Array.isArray(item.pip)
      ? (item.pip as unknown[])
      : [],
  );
  const wanted = pip.filter((item) => typeof item !== 'string' || !/^(-|\.{0,2}\/)/.test(item));
  const requirements = specsIn(wanted).filter((item) => /^[A-Za-z0-9][\w.-]*($|[^\w.:/+-])/.test(item));
  return {
    conda: specsIn(dependencies),
    pip: requirements,
    isComplete: requirements.length === wanted.length,
  };
}

function dependenciesIn(text: string): unknown[] | undefined {
  try {
    const content: unknown = parse(text, { maxAliasCount: 100 });
    if (typeof content !== 'object' || content === null || !('dependencies' in content)) return undefined;
    return Array.isArray(content.dependencies) ? content.dependencies : undefined;
  } catch {
    return undefined;
  }
}

function specsIn(items: readonly unknown[]): string[] {
  return items.filter((item) => typeof item === 'string' && SPEC.test(item)).slice(0, MAX_SPECS) as string[];
}
