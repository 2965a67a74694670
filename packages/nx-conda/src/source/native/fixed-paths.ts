import type { FixedPath } from '../source-facts';
import type { SourceFolder } from '../source-folder';

const PATH = /\/(?:usr\/local|opt)\/cuda(?:-\d+(?:\.\d+)*)?(?![\w-])/;
const READ = /(^|\/)(CMakeLists\.txt|[Mm]akefile|[^/]+\.(py|cmake|mk|sh|c|cc|cpp|cu|cuh|h|hpp))$/;
/** Folders that are neither built nor installed. */
const OTHER = /(^|\/)(\.[^/]+|tests?|examples?|docs?|docker|benchmarks?|third_?party|3rdparty)\//i;
const COMMENT = /^\s*(#|\/\/|\*)/;
const MAX_FILES = 5000;
const MAX_PATHS = 50;
const MAX_SIZE = 300_000;
/** Longer ones are generated. */
const MAX_LINE = 500;

/** The places, except in comments, where a source looks for CUDA at a fixed path. */
export function fixedCudaPaths(source: SourceFolder): FixedPath[] {
  return source.files
    .filter((file) => READ.test(file) && !OTHER.test(file))
    .slice(0, MAX_FILES)
    .flatMap((file) => pathsIn(file, source.read(file, MAX_SIZE) ?? ''))
    .slice(0, MAX_PATHS);
}

function pathsIn(file: string, text: string): FixedPath[] {
  if (!PATH.test(text)) return [];
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ file, line: index + 1, text: line }))
    .filter(({ text: line }) => line.length <= MAX_LINE && PATH.test(line) && !COMMENT.test(line));
}
