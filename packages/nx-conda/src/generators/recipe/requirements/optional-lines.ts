import { packageOfNativeLibrary } from '../../../knowledge/native-libraries';
import type { CmakeFacts, OptionalFind } from '../../../source/source-facts';
import { oneLine } from '../text/untrusted-text';
import type { RequirementLine } from './requirement-lines';

const MAX_FINDS = 40;

/**
 * A remark for `requirements.host` about packages that CMake looks for, and that a build does without: all in one, as
 * some sources have dozens of them.
 * @param there the names of packages that host has
 */
export function optionalLines(cmake: CmakeFacts | undefined, there: ReadonlySet<string>): RequirementLine[] {
  const groups = new Map<string, Set<string>>();
  for (const find of (cmake?.optionalFinds ?? []).slice(0, MAX_FINDS)) {
    const name = shownName(find.name, there);
    if (name === undefined) continue;
    const when = conditionOf(find);
    groups.set(when, (groups.get(when) ?? new Set()).add(name));
  }
  if (groups.size === 0) return [];
  const lines = [...groups].map(([when, names]) => `  ${when}: ${[...names].join(', ')}`);
  const comment = ['CMake also looks for these packages, but builds without them too:', ...lines].join('\n');
  return [{ text: undefined, name: '', comment }];
}

/** The package, or the name in find_package; undefined for one that needs no remark. */
function shownName(found: string, there: ReadonlySet<string>): string | undefined {
  if (/^(Git|PkgConfig|Python\w*)$/i.test(found)) return undefined;
  const name = packageOfNativeLibrary(found);
  if (name === undefined) return oneLine(found, 40);
  return name === '' || there.has(name) ? undefined : name;
}

/** When a build uses a package. */
function conditionOf({ reasons }: OptionalFind): string {
  const [first] = [...reasons.filter(({ kind }) => kind === 'tests'), ...reasons];
  switch (first?.kind) {
    case 'option':
      return `used only with -D${setting(first)}`;
    case 'environment':
      return `used only with the environment variable ${setting(first)}`;
    case 'platform':
      return `used only for ${first.name}`;
    case 'tests':
      return first.isOn
        ? `used only for tests or examples, which -D${oneLine(first.name, 60)}=OFF turns off`
        : `used only for tests or examples, with -D${oneLine(first.name, 60)}=ON`;
    case 'condition':
      return `used only if ${oneLine(first.text, 100)}`;
    case 'found':
      return 'used if they are in host';
    default:
      return 'used only by other projects that the source contains';
  }
}

function setting({ name, value }: { name: string; value: string }): string {
  return `${oneLine(name, 60)}${value === '' ? '' : `=${oneLine(value, 40)}`}`;
}
