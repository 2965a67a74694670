import { posix } from 'node:path';
import { isOutsideBuild } from '../../knowledge/build-files';
import { buildCode } from './compiled/build-code';
import type { FixedPath } from '../source-facts';
import { builtFiles } from '../source-files';
import type { SourceFolder } from '../source-folder';

const PATH = /\/(?:usr\/local|opt)\/cuda(?:-\d+(?:\.\d+)*)?(?![\w-])/;
const READ = /(^|\/)(CMakeLists\.txt|[Mm]akefile|[^/]+\.(cmake|mk|c|cc|cpp|cu|cuh|h|hpp))$/;
/** Python files and scripts count only if these run them: others belong to the package, to CI or to tests. */
const STARTS = /(^|\/)(setup|build|configure|hatch_build|pdm_build|build_ext)\.py$/;
const MAX_STARTS = 20;
const COMMENT = /^\s*(#|\/\/|\*)/;
const MAX_PATHS = 50;
/** Longer ones are generated. */
const MAX_LINE = 500;

/** The places, except in comments, where a source looks for CUDA at a fixed path. */
export function fixedCudaPaths(source: SourceFolder): FixedPath[] {
  const run = runFiles(source);
  return builtFiles(source, (name) => READ.test(name) || run.has(name))
    .filter(({ name }) => !NOT_BUILT.test(name))
    .flatMap(({ name, text }) => pathsIn(name, text))
    .slice(0, MAX_PATHS);
}

/** Folders for machines of the developers, and for those that build releases. */
const NOT_BUILT = /(^|\/)(ci|conda|docker|dockerfiles|containers?|packaging|notebooks?|tutorials?)\//i;

/** The Python files that run during the build, and the shell scripts that they name. */
function runFiles(source: SourceFolder): ReadonlySet<string> {
  const starts = source.files.filter((name) => STARTS.test(name) && !isOutsideBuild(name));
  const files = buildCode(source, starts.slice(0, MAX_STARTS));
  const scripts = files.filter(({ name }) => starts.includes(name)).map(({ text }) => text);
  const run = files.filter(({ name }) => starts.includes(name) || mayRun(source, name, scripts));
  const named = run.flatMap(({ name, text }) =>
    [...text.matchAll(/["'](?:\.\/)?([\w./-]{1,100}\.sh)["']/g)].map(([, script = '']) =>
      posix.join(posix.dirname(name), script),
    ),
  );
  return new Set([...run.map(({ name }) => name), ...named]);
}

/** A module of a package that other modules import is most often needed only when the package runs. */
function mayRun(source: SourceFolder, name: string, scripts: readonly string[]): boolean {
  const folder = posix.dirname(name);
  if (!source.has(posix.join(folder, '__init__.py'))) return true;
  const [parent, stem] = [posix.basename(folder), posix.basename(name, '.py')];
  return scripts.some((text) => text.includes(`${parent}.${stem}`) || text.includes(`${parent}/${stem}`));
}

function pathsIn(file: string, text: string): FixedPath[] {
  if (!PATH.test(text)) return [];
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ file, line: index + 1, text: line }))
    .filter(({ text: line }) => line.length <= MAX_LINE && PATH.test(line) && !COMMENT.test(line));
}
