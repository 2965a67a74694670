import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { workspaceDataDirectory } from '../../nx';
import { type Publication, summary } from './publication';

const folder = join(workspaceDataDirectory, 'nx-conda-publications');

/** Notes what a task of a run published: Nx hides the output of successful tasks. */
export async function notePublication(run: string, publication: Publication): Promise<void> {
  await mkdir(folder, { recursive: true });
  // Lines of tasks that run at once do not mix.
  await appendFile(fileOf(run), `${JSON.stringify(publication)}\n`);
}

/** Lines that say, for each channel, what the tasks of a run published; empty for fewer than two tasks. */
export async function publicationsOf(run: string): Promise<string[]> {
  const text = await readFile(fileOf(run), 'utf8').catch(() => '');
  await rm(fileOf(run), { force: true });
  const publications = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Publication);
  if (publications.length < 2) return [];
  const channels = new Set(publications.map(({ channel }) => channel));
  return [...channels].flatMap((channel) =>
    linesOf(
      channel,
      publications.filter((one) => one.channel === channel).flatMap(({ packages }) => packages),
    ),
  );
}

function linesOf(channel: string, packages: Publication['packages']): string[] {
  const isNew = ({ result }: Publication['packages'][number]) => result === 'added' || result === 'replaced';
  const news = packages
    .filter(isNew)
    .map(({ subdir, fileName, result }) => `  ${subdir}/${fileName}: ${result}`)
    .sort();
  return [`Published to ${channel}: ${summary(packages)}`, ...news];
}

function fileOf(run: string): string {
  return join(folder, `${run.replace(/\W/g, '_')}.jsonl`);
}
