import { posix } from 'node:path';
import { isOutsideBuild } from '../../knowledge/build-files';
import { buildCode } from '../python-project/build-code';
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
  const files = buildCode(
    source,
    starts.slice(0, MAX_STARTS).map((file) => ({ file, isBackend: false })),
  );
  const run = files.filter(({ reach }) => reach !== 'maybe');
  const named = run.flatMap(({ name, text }) =>
    [...text.matchAll(/["'](?:\.\/)?([\w./-]{1,100}\.sh)["']/g)].map(([, script = '']) =>
      posix.join(posix.dirname(name), script),
    ),
  );
  return new Set([...run.map(({ name }) => name), ...named]);
}

function pathsIn(file: string, text: string): FixedPath[] {
  if (!PATH.test(text)) return [];
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ file, line: index + 1, text: line }))
    .filter(({ text: line }) => line.length <= MAX_LINE && PATH.test(line) && !COMMENT.test(line));
}
