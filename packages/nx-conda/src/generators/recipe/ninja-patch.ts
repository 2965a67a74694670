import { createTwoFilesPatch } from 'diff';
import type { PythonRequirement } from '../../source/source-facts';
import { normalisedName } from './requirements/conda-name';

/** conda-forge's ninja has only the program; its Python module is a separate package. */
export const NINJA_PATCH = 'conda-ninja.patch';

const EXPLANATION = `Use the package ninja_syntax for the Python module of ninja: conda-forge's package ninja contains only the program.
nx-conda wrote this patch. Review every change.
`;

export function requiresNinja(requires: readonly PythonRequirement[]): boolean {
  return requires.some(({ name }) => normalisedName(name) === 'ninja');
}

/**
 * A patch that imports ninja's module from ninja_syntax, and requires that instead.
 * @param files Python files, and those with the requirements; names relative to the top folder
 * @returns undefined if no file needs a change
 */
export function ninjaPatch(files: readonly { name: string; text: string }[]): string | undefined {
  const patches = files.flatMap(({ name, text }) => {
    const mend = /(^|\/)(setup\.(py|cfg)|pyproject\.toml|requirements[\w.-]*\.txt)$/.test(name)
      ? withSyntax
      : importing;
    const mended = text.split('\n').map(mend).join('\n');
    if (mended === text) return [];
    const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, text, mended, '', '', { context: 3 });
    return [patch.replace(/^=+\n/, '')];
  });
  return patches.length === 0 ? undefined : [EXPLANATION, ...patches].join('\n');
}

/** Expects one requirement per line. */
function withSyntax(line: string): string {
  return line.replace(/^(\s*)(["']?)ninja(?:\s*[<>=!~][^"'#,;]*)?\2(,?\s*)$/, '$1$2ninja_syntax$2$3');
}

function importing(line: string): string {
  const [, indent, what] = /^(\s*)from ninja\.ninja_syntax import (\w+(?:, *\w+)*)\s*$/.exec(line) ?? [];
  if (indent !== undefined && what !== undefined) {
    return either(indent, `from ninja.ninja_syntax import ${what}`, `from ninja_syntax import ${what}`);
  }
  const [, start] = /^(\s*)from ninja import ninja_syntax\s*$/.exec(line) ?? [];
  return start === undefined ? line : either(start, 'from ninja import ninja_syntax', 'import ninja_syntax');
}

function either(indent: string, first: string, second: string): string {
  const lines = ['try:', `    ${first}`, 'except ImportError:', `    ${second}`];
  return lines.map((one) => `${indent}${one}`).join('\n');
}
