import { oneLine } from '../text/untrusted-text';
import { isAbsent, type NameKnowledge } from './conda-name';
import { packageOfNativeLibrary } from '../../../knowledge/native-libraries';
import { byName, line, type RequirementLine } from './requirement-lines';

/**
 * For `requirements.host`: the libraries that a Python distribution is linked with. Many sources contain a copy, so a
 * library missing from the channels becomes a remark, and the build shows whether it is needed.
 * @param links names for linkers, pkg-config and CMake
 */
export function linkedLines(links: readonly string[], knowledge: NameKnowledge): RequirementLine[] {
  const lines = new Map<string, RequirementLine>();
  for (const link of links) {
    const name = packageOfNativeLibrary(link);
    if (name === '') continue;
    const library = `Links with ${oneLine(link, 60)}`;
    if (name === undefined) {
      lines.set(
        `# ${link}`,
        remark(`${library}: if that is not part of the source, add the package that provides it.`),
      );
    } else if (isAbsent(name, knowledge)) {
      lines.set(
        name,
        remark(
          `${library}: ${name}, which your channels do not have. The build uses the source's own copy, if any.`,
        ),
      );
    } else lines.set(name, line(name));
  }
  return [...lines.values()].sort(byName);
}

function remark(comment: string): RequirementLine {
  return { text: undefined, name: '', comment };
}
