import { packageOfHeader } from '../../knowledge/cuda-packages';
import type { Place } from '../../recipe/yaml/place';
import type { SourceFile } from '../source-files';

/** A header of CUDA that a source includes. */
export interface Include extends Place {
  file: SourceFile;
  header: string;
  /** The conda package that provides it. */
  dev: string;
  /** True if the compiler may skip it: within `#if`. */
  isConditional: boolean;
}

const DIRECTIVE = /^[ \t]*#[ \t]*(include|ifdef|ifndef|if|endif)\b[ \t]*([^\r\n]*)/gm;

/** All CUDA headers, in the order of the files, except headers that the source itself contains. */
export function cudaIncludes(files: readonly SourceFile[]): Include[] {
  const names = files.map(({ name }) => name);
  return files
    .filter(({ name }) => /\.(c|cc|cpp|cxx|cu|cuh|h|hh|hpp|hxx|inl)$/.test(name))
    .flatMap(includesOf)
    .filter(({ header }) => !names.some((name) => name === header || name.endsWith(`/${header}`)));
}

function includesOf(file: SourceFile): Include[] {
  const text = withoutComments(file.text);
  const found: Include[] = [];
  // The guard around a whole header does not count as a condition.
  let depth = hasGuard(text) ? -1 : 0;
  for (const match of text.matchAll(DIRECTIVE)) {
    const [directive, kind = '', rest = ''] = match;
    depth += CHANGES_DEPTH[kind] ?? 0;
    const header = kind === 'include' ? headerIn(rest) : '';
    const dev = packageOfHeader(header);
    if (dev === undefined) continue;
    const start = match.index + directive.search(/\S/);
    found.push({ file, header, dev, start, end: start + directive.trim().length, isConditional: depth > 0 });
  }
  return found;
}

const CHANGES_DEPTH: Readonly<Record<string, number>> = { if: 1, ifdef: 1, ifndef: 1, endif: -1 };

function headerIn(rest: string): string {
  return /^[<"]([^>"]+)[>"]/.exec(rest)?.[1] ?? '';
}

function hasGuard(text: string): boolean {
  const guard =
    /^\s*#[ \t]*(?:ifndef[ \t]+|if[ \t]+!?[ \t]*defined[ \t(]+)(\w+)[^\n]*\n\s*#[ \t]*define[ \t]+(\w+)/.exec(
      text,
    );
  return guard !== null && guard[1] === guard[2];
}

/** Blanks comments in C, so that offsets stay. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));
}
