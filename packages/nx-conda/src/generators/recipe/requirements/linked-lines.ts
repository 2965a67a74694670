import { oneLine } from '../text/untrusted-text';
import { isAbsent, type NameKnowledge } from './conda-name';
import { packageOfNativeLibrary } from '../../../knowledge/native-libraries';
import { byName, line, type RequirementLine } from './requirement-lines';

/**
 * For `requirements.host`: the libraries that a Python distribution is linked with. Many sources bring a copy for
 * machines without one: what the channels are known not to have is a remark, and the build shows whether it is needed.
 * @param links as linkers, pkg-config and CMake call them
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
        remark(`${library}: where that is no part of the source, add the package that has it.`),
      );
    } else if (isAbsent(name, knowledge)) {
      lines.set(
        name,
        remark(`${library}: ${name}, which your channels do not have. Its own copy, if it has one, goes in.`),
      );
    } else lines.set(name, line(name));
  }
  return [...lines.values()].sort(byName);
}

function remark(comment: string): RequirementLine {
  return { text: undefined, name: '', comment };
}
