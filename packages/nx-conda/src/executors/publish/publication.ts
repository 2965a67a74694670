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
  /** They were only compared. */
  isDryRun: boolean;
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
  unknown: 'would be uploaded, unless already on the server, whose index could not be read',
};

/** A line for the channel with what is new, then a line for each package. */
export function publicationLines({ channel, packages, isDryRun }: Publication): string[] {
  const words = isDryRun ? PLANNED : DONE;
  const start = isDryRun ? 'Dry run, nothing is published to' : 'Published to';
  const lines = packages.map(({ subdir, fileName, result }) => `  ${subdir}/${fileName}: ${words[result]}`);
  return [`${start} ${channel}: ${counts(packages, words)}`, ...lines];
}

/** The same without lines for packages that stay as they are. */
export function newsLines(publication: Publication): string[] {
  const [summary = '', ...lines] = publicationLines(publication);
  const news = lines.filter((_, index) => publication.packages[index]?.result !== 'unchanged');
  return [summary, ...news.sort()];
}

/** As in `2 added, 1 unchanged`. */
function counts(packages: PublishedPackage[], words: Record<Result, string>): string {
  const found = (Object.keys(DONE) as Result[]).flatMap((result) => {
    const count = packages.filter((one) => one.result === result).length;
    return count > 0 ? [`${count} ${words[result]}`] : [];
  });
  return found.join(', ') || 'no packages';
}
