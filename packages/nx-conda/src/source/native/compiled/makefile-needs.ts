import { posix } from 'node:path';
import { packagesOfProgram } from '../../../knowledge/build-programs';
import { isOutsideBuild } from '../../../knowledge/build-files';
import type { SourceFolder } from '../../source-folder';

/** What the Makefiles of a source need. */
export interface MakefileNeeds {
  /** conda packages with programs that the recipes of their rules start. */
  programs: string[];
  /** Named as for the linker. */
  libraries: string[];
}

const MAX_FILES = 20;
const MAX_SIZE = 200_000;
const MAX_LIBRARIES = 50;
/** Starts only a further make. */
const OWN = /^(make|cmake|ninja)$/;

export function makefileNeeds(source: SourceFolder): MakefileNeeds {
  const names = source.files.filter(
    (name) => /^((GNU)?[Mm]akefile|[^/]+\.mk)$/.test(posix.basename(name)) && !isOutsideBuild(name),
  );
  const lines = names
    .slice(0, MAX_FILES)
    .flatMap((name) => (source.read(name, MAX_SIZE) ?? '').split('\n'))
    .filter((line) => line.length < 1000 && !line.trimStart().startsWith('#'));
  const started = lines
    .filter((line) => line.startsWith('\t'))
    .map((line) => line.trim().split(/\s+/)[0] ?? '');
  const packages = started.flatMap((word) => packagesOfProgram(word.replace(/^[@-]+/, '')) ?? []);
  const flags = lines.flatMap((line) => [...line.matchAll(/(?:^|[\s=])-l([A-Za-z][\w.+-]{0,59})/g)]);
  return {
    programs: [...new Set(packages)].filter((name) => !OWN.test(name)),
    libraries: [...new Set(flags.map(([, name = '']) => name))].slice(0, MAX_LIBRARIES),
  };
}
