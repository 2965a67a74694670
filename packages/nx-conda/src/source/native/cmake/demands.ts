import type { Branch, Statement } from './blocks';
import type { Argument } from './read-commands';

/** The packages that the conditions of an `if` ask for: `ZLIB` of `ZLIB_FOUND`, `fmt` of `TARGET fmt::fmt`. */
export function packagesAskedFor(branches: readonly Branch[]): string[] {
  return branches.flatMap(({ condition = [] }) => condition.flatMap(packageIn));
}

function packageIn({ text }: Argument): string[] {
  const [, found] = /^(?:\$\{)?(\w{1,60})_FOUND\}?$/i.exec(text) ?? [];
  const [, compiler] = /^CMAKE_(\w{1,20})_COMPILER$/.exec(text) ?? [];
  const [, target] = /^(\w{1,60})::\w/.exec(text) ?? [];
  const name = found ?? compiler ?? target;
  return name === undefined ? [] : [name];
}

/** The packages without which CMake ends: `if(NOT ZLIB_FOUND) message(FATAL_ERROR ...)`. */
export function demandsOf(branches: readonly Branch[]): string[] {
  return branches.flatMap(({ condition, body }, index) => {
    if (!body.some(endsCmake)) return [];
    if (condition === undefined)
      return branches.slice(0, index).flatMap((one) => (one.condition ?? []).flatMap(packageIn));
    return condition.flatMap((argument, at) =>
      condition[at - 1]?.text === 'NOT' ? packageIn(argument) : [],
    );
  });
}

function endsCmake(statement: Statement): boolean {
  if (statement.kind !== 'command' || statement.command.name !== 'message') return false;
  const [mode] = statement.command.args;
  return mode?.text === 'FATAL_ERROR' || mode?.text === 'SEND_ERROR';
}
