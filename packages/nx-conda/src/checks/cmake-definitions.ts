import { findInScript, type ScriptText } from '../recipe/parts/scripts';
import { variablesOnLinux } from '../source/native/cmake/cmake-variables';
import { isConditional } from './reached-with';
import type { Subject } from './subject';

type Variables = ReturnType<typeof variablesOnLinux>;

const DEFINITION = /-D ?([A-Za-z_]\w{0,80})(?::[A-Z]{1,20})?=/g;
/** A value without variables of the shell, of CMake or of a template. */
const PLAIN = /^(["']?)([\w./;+-]{0,100})\1(?=[\s"')&;|\\]|$)/;

/**
 * The variables with which scripts call CMake on Linux: the value is unknown if it contains a variable, if the definition
 * is in a branch, or if there are several.
 */
export function cmakeDefinitions(subject: Subject, scripts: readonly ScriptText[]): Variables {
  const variables = variablesOnLinux();
  const values = new Map<string, Set<string | undefined>>();
  for (const script of scripts) {
    for (const { match, ...place } of findInScript(script, DEFINITION)) {
      const [, name = ''] = match;
      // CMake and its modules use these in other ways than the project does.
      if (/^CMAKE_|^PYTHON_/i.test(name)) continue;
      const [, , value] = PLAIN.exec(script.commands.slice(match.index + match[0].length)) ?? [];
      const known = values.get(name) ?? new Set();
      values.set(name, known.add(isConditional(subject, place) ? undefined : value));
    }
  }
  for (const [name, known] of values) {
    const [value, ...others] = known;
    variables.set(name, { value: others.length > 0 ? undefined : value, option: name });
  }
  return variables;
}
