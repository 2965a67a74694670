/** A package that was published, or compared with the channel. */
export interface PublishedPackage {
  subdir: string;
  fileName: string;
  result: 'added' | 'unchanged' | 'replaced' | 'unknown' | 'exists';
}

/** The packages of one task, in one channel. */
export interface Publication {
  /** A folder or a URL. */
  channel: string;
  packages: PublishedPackage[];
}

type Result = PublishedPackage['result'];

const DONE: Record<Result, string> = {
  added: 'added',
  replaced: 'replaced',
  unchanged: 'unchanged',
  exists: 'already on the server, content not compared',
  unknown: 'not compared',
};

const PLANNED: Record<Result, string> = {
  ...DONE,
  added: 'would be added',
  replaced: 'would be replaced',
  unknown: 'would be uploaded, unless the server has it: its index could not be read',
};

/** A line for the channel with what is new, then a line for each package. */
export function publicationLines({ channel, packages }: Publication, isDryRun: boolean): string[] {
  const words = isDryRun ? PLANNED : DONE;
  const start = isDryRun ? 'Dry run, nothing is published to' : 'Published to';
  const lines = packages.map(({ subdir, fileName, result }) => `  ${subdir}/${fileName}: ${words[result]}`);
  return [`${start} ${channel}: ${summary(packages, words)}`, ...lines];
}

/** As in `2 added, 1 unchanged`. */
export function summary(packages: Pick<PublishedPackage, 'result'>[], words = DONE): string {
  const results = Object.keys(DONE) as Result[];
  const counts = results.map(
    (result) => [packages.filter((one) => one.result === result).length, result] as const,
  );
  const found = counts.filter(([count]) => count > 0).map(([count, result]) => `${count} ${words[result]}`);
  return found.join(', ') || 'no packages';
}
