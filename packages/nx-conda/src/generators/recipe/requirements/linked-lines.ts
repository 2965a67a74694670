import { oneLine } from '../text/untrusted-text';
import { isAbsent, type NameKnowledge } from './conda-name';
import { devPackageOfLibrary } from '../../../knowledge/cuda-packages';
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
    // CUDA's -dev packages are in the lines of the CUDA variants.
    if (name === '' || devPackageOfLibrary(link) !== undefined) continue;
    const library = `The source links with ${oneLine(link, 60)}`;
    if (name === undefined) {
      lines.set(
        `# ${link}`,
        remark(`${library}. If the source does not contain this library, add the package that provides it.`),
      );
    } else if (isAbsent(name, knowledge)) {
      lines.set(
        name,
        remark(
          `${library}, but neither the workspace nor its channels have ${name}. If the source does not contain this library, write a recipe for ${name}, and add ${name} here.`,
        ),
      );
    } else lines.set(name, line(name));
  }
  return perPlatform([...lines.values()]).sort(byName);
}

/** conda-forge has one loader of OpenCL for Linux, and one for the other platforms, as in its recipe of pyopencl. */
export function perPlatform(lines: readonly RequirementLine[]): RequirementLine[] {
  return lines.flatMap((one) =>
    one.text === 'ocl-icd'
      ? [
          { ...one, condition: 'linux' },
          { ...line('khronos-opencl-icd-loader'), condition: 'not linux' },
        ]
      : [one],
  );
}

/** A TODO for `requirements.host` about libraries with names that only the build itself knows. */
export function computedLines(places: readonly string[] = []): RequirementLine[] {
  if (places.length === 0) return [];
  const list = places.map((one) => oneLine(one, 160)).join(', ');
  return [
    remark(`TODO: add the packages of the libraries that the build links. It computes their names: ${list}.`),
  ];
}

function remark(comment: string): RequirementLine {
  return { text: undefined, name: '', comment };
}
