import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { workspaceDataDirectory } from '../../nx';
import { newsLines, type Publication } from './publication';

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
  return [...new Set(publications.map(keyOf))].flatMap((key) => {
    const [first, ...others] = publications.filter((one) => keyOf(one) === key);
    if (first === undefined) return [];
    const packages = [first, ...others].flatMap((one) => one.packages);
    return newsLines({ ...first, packages });
  });
}

function keyOf({ channel, isDryRun }: Publication): string {
  return `${isDryRun} ${channel}`;
}

function fileOf(run: string): string {
  return join(folder, `${run.replace(/\W/g, '_')}.jsonl`);
}
