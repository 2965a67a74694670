import type { SourceFacts } from '../../../source/source-facts';
import { noted, type YamlEntries } from '../text/yaml-value';

/** What decides whether a build compiles its extensions. */
export interface CompilingSwitch {
  /** True for a package without compiled files, as upstream publishes it. */
  isOff: boolean;
  env: YamlEntries;
  remark: string | undefined;
}

/** Undefined if the build compiles, or does not, whatever the environment. */
export function compilingSwitch({
  extensionSwitch,
  hasPlatformWheels,
}: Pick<SourceFacts, 'extensionSwitch' | 'hasPlatformWheels'>): CompilingSwitch | undefined {
  const { name = '', value = '' } = extensionSwitch ?? {};
  if (!/^[A-Za-z_]\w{0,99}$/.test(name) || !/^[\w.-]{1,60}$/.test(value)) return undefined;
  const variable = `${name}=${value}`;
  if (hasPlatformWheels === false) {
    return {
      ...{ isOff: true, env: {} },
      remark: `TODO: decide whether to compile. The build compiles only with the environment variable ${variable}, and the wheels of this release in the package index are not compiled, so this package is not compiled either. To compile it, set ${variable} here, remove noarch, and add compilers to requirements.`,
    };
  }
  const reason = hasPlatformWheels
    ? ' The wheels of this release in the package index are compiled, too.'
    : `\nTODO: decide whether to compile. To make a package without compiled files, remove ${name}, the skip and the compilers, and set noarch: python.`;
  return {
    isOff: false,
    env: { [name]: noted(`Without this variable, the build compiles nothing.${reason}`, value) },
    remark: undefined,
  };
}
