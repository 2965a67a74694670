/** A path on this machine in a recipe or in one of its scripts. */
export interface NamedPath {
  /**
   * Relative to the recipe's folder or absolute; normalized, `/` separated; `.`: the recipe's folder itself. A partly
   * unknown path is cut before the first unknown segment, and so names a folder.
   */
  path: string;
  /** `copy`: a source that rattler-build copies without ignored files. `all`: everything at it and below it. */
  takes: 'copy' | 'all';
}

/** A git repository on this machine that is a source. */
export interface LocalRepository {
  /** As the path of `NamedPath`. */
  path: string;
  ref: { kind: 'branch' | 'tag' | 'rev' | 'head'; name?: string };
}

/** A read that no hash covers. */
export interface UnhashedRead {
  /** Path as shown to the user. */
  file: string;
  /** 1-based. */
  line: number;
  /** 1-based. */
  column: number;
  /** One plain sentence. */
  message: string;
  /** It is not on this machine: declaring reads or isolating the build does not help. */
  isRemote?: boolean;
}

/** Each path once, sorted; `all` overrides `copy`. */
export function uniqueReads(reads: NamedPath[]): NamedPath[] {
  const takes = new Map<string, NamedPath['takes']>();
  for (const read of reads) if (takes.get(read.path) !== 'all') takes.set(read.path, read.takes);
  return [...takes]
    .map(([path, taken]) => ({ path, takes: taken }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Each once, in order. */
export function uniqueUnhashed(reads: UnhashedRead[]): UnhashedRead[] {
  return [...new Map(reads.map((read) => [JSON.stringify(read), read])).values()];
}
