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
  const comment = ['These packages are not required. CMake looks for them:', ...lines].join('\n');
  return [{ text: undefined, name: '', comment }];
}

/** The package, or the name in find_package; undefined for one that needs no remark. */
function shownName(found: string, there: ReadonlySet<string>): string | undefined {
  if (/^(Git|Python\w*)$/i.test(found)) return undefined;
  const name = packageOfNativeLibrary(found);
  if (name === undefined) return `${oneLine(found, 40)} (find_package)`;
  return name === '' || there.has(name) ? undefined : name;
}

/** When CMake looks for a package. */
function conditionOf({ reasons }: OptionalFind): string {
  const tests = reasons.find(({ kind }) => kind === 'tests');
  const [first] = tests ? [tests] : reasons;
  switch (first?.kind) {
    case 'option':
      return `with -D${oneLine(first.name, 60)}=${oneLine(first.value, 40)}`;
    case 'environment':
      return `with the environment variable ${oneLine(first.name, 60)}=${oneLine(first.value, 40)}`;
    case 'platform':
      return `only for ${first.name}`;
    case 'tests':
      return first.isOn
        ? `for tests or examples, which -D${oneLine(first.name, 60)}=OFF turns off`
        : `for tests or examples, with -D${oneLine(first.name, 60)}=ON`;
    case 'condition':
      return `if ${oneLine(first.text, 100)}`;
    case 'found':
      return 'and uses them if they are there';
    default:
      return 'for other projects in the source';
  }
}
