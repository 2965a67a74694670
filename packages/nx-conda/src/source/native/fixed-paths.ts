import type { FixedPath } from '../source-facts';
import { builtFiles } from '../source-files';
import type { SourceFolder } from '../source-folder';

const PATH = /\/(?:usr\/local|opt)\/cuda(?:-\d+(?:\.\d+)*)?(?![\w-])/;
const READ = /(^|\/)(CMakeLists\.txt|[Mm]akefile|[^/]+\.(py|cmake|mk|sh|c|cc|cpp|cu|cuh|h|hpp))$/;
const COMMENT = /^\s*(#|\/\/|\*)/;
const MAX_PATHS = 50;
/** Longer ones are generated. */
const MAX_LINE = 500;

/** The places, except in comments, where a source looks for CUDA at a fixed path. */
export function fixedCudaPaths(source: SourceFolder): FixedPath[] {
  return builtFiles(source, (name) => READ.test(name))
    .flatMap(({ name, text }) => pathsIn(name, text))
    .slice(0, MAX_PATHS);
}

function pathsIn(file: string, text: string): FixedPath[] {
  if (!PATH.test(text)) return [];
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ file, line: index + 1, text: line }))
    .filter(({ text: line }) => line.length <= MAX_LINE && PATH.test(line) && !COMMENT.test(line));
}
