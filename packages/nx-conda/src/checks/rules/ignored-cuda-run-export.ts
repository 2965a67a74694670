import type { Node } from 'yaml';
import { branches, child, textOf } from '../../recipe/yaml/nodes';
import { devLibrary, isIgnored } from '../cuda-builds';
import { type Level, packagesOf } from '../../recipe/parts/outputs';
import { itemsFor, namesFor, namesOf, type RequirementItem } from '../../recipe/parts/requirement-items';
import type { Problem } from '../finding';
import { linkedPackages } from '../linked-libraries';
import type { Rule } from '../rule';
import type { Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';

/** Complication 1: without its run export, a linked library is missing after installation. */
export const ignoredCudaRunExport: Rule = {
  id: 'ignored-cuda-run-export',
  severity: 'info',
  summary: 'The run export of a CUDA -dev package is ignored, and nothing else requires the library',
  *check(subject) {
    for (const level of subject.levels) {
      const libraries = exportingItems(subject, level);
      if (libraries.length === 0) continue;
      const linked = linkedPackages(subject, level);
      for (const library of libraries) yield* ignoredProblems(subject, level, library, linked);
      yield* inheritProblems(subject, level, libraries);
    }
  },
};

interface Library {
  item: RequirementItem;
  dev: string;
  runtime: string;
}

/** The -dev packages in host of a level itself, without those that are linked statically. */
function exportingItems(subject: Subject, level: Level): Library[] {
  const host = namesFor(subject, level, 'host');
  return itemsFor(subject, level, 'host').flatMap((item) => {
    const library = devLibrary(item);
    if (!library || item.level !== level || namesOf(item).length !== 1) return [];
    return host.has(library.dev.replace(/-dev$/, '-static')) ? [] : [{ item, ...library }];
  });
}

function* ignoredProblems(
  subject: Subject,
  level: Level,
  library: Library,
  linked: ReadonlySet<string>,
): Generator<Problem> {
  const outputs = packagesOf(subject.levels, level);
  const losing = isIgnored(subject, level, library)
    ? outputs
    : outputs.filter((output) => output !== level && isIgnored(subject, output, library));
  // One output with the library is enough: the others may require that output.
  const isEverywhere = losing.length === outputs.length;
  const lacking = losing.filter((output) => !hasLibrary(subject, output, library, outputs));
  const isRequired = isEverywhere && lacking.length < losing.length;
  if (lacking.length === 0 || isRequired) return;
  yield ignoredProblem(subject, library, {
    isLinked: linked.has(library.dev) && isEverywhere,
    lacking,
    level,
  });
}

function ignoredProblem(
  subject: Subject,
  { item, dev, runtime }: Library,
  { isLinked, lacking, level }: { isLinked: boolean; lacking: Level[]; level: Level },
): Problem {
  const others = lacking.filter((output) => output !== level).map(({ name }) => name);
  const of = others.length > 0 ? ` of ${others.join(', ')}` : '';
  return {
    at: placeOf(subject, item.node),
    severity: isLinked ? 'warning' : 'info',
    message: `${dev} is in host, but ignore_run_exports keeps ${runtime} out of run${of}.`,
    why: isLinked
      ? `The build links ${runtime}: if no other package in run requires ${runtime}, the library is missing after installation.`
      : 'Ignoring the run export is right if the package uses only headers or the static library, or works without the library after a failed dlopen().',
    help: [
      `If the package needs ${runtime} at run time, remove the entry that ignores the run export: ${dev} in ignore_run_exports.from_package, or ${runtime} in ignore_run_exports.by_name.`,
    ],
  };
}

/** `inherit: {from: x, run_exports: false}`: the output loses all run exports of the staging output. */
function* inheritProblems(subject: Subject, level: Level, libraries: readonly Library[]): Generator<Problem> {
  if (level.kind !== 'staging') return;
  const outputs = packagesOf(subject.levels, level);
  const isWithout = (output: Level) => switchOf(output) !== undefined;
  const keeping = outputs.filter((output) => !isWithout(output));
  for (const output of outputs.filter(isWithout)) {
    const lost = libraries.filter(
      (library) => !isIgnored(subject, level, library) && !hasLibrary(subject, output, library, keeping),
    );
    const node = switchOf(output);
    if (!node || lost.length === 0 || output.noarch !== undefined) continue;
    const isCertain = keeping.length === 0 || shipsLibraries(output);
    yield inheritProblem(subject, output, { node, lost, isCertain });
  }
}

function inheritProblem(
  subject: Subject,
  output: Level,
  { node, lost, isCertain }: { node: Node; lost: Library[]; isCertain: boolean },
): Problem {
  const names = [...new Set(lost.map(({ runtime }) => runtime))].join(', ');
  return {
    at: placeOf(subject, node),
    severity: isCertain ? 'warning' : 'info',
    message: `With \`run_exports: false\`, ${output.name} does not require ${names}.`,
    why: `The run exports of the staging output add these libraries to run. If ${output.name} contains a library or a program that links one of them, this one is missing after installation.`,
    help: [
      `Remove \`run_exports: false\`, or add ${names} to requirements.run of ${output.name}.`,
      `If ${output.name} contains only headers or data, add the comment \`# nx-conda-ignore ignored-cuda-run-export: <reason>\` to this line.`,
    ],
  };
}

function switchOf({ node }: Level): Node | undefined {
  const value = child(node, 'inherit', 'run_exports');
  return /^false$/i.test(textOf(value) ?? '') ? value : undefined;
}

/** Whether the files of an output are libraries or programs. */
function shipsLibraries({ node }: Level): boolean {
  const files = child(node, 'build', 'files');
  const patterns = [...branches(child(files, 'include') ?? files)].map((one) => textOf(one) ?? '');
  return patterns.some((pattern) =>
    /(^|\/)(lib|bin)\/(?!cmake|pkgconfig)|\.(so|dll|dylib|pyd)\b/.test(pattern),
  );
}

/** By itself, or by a package of the same build that has it. */
function hasLibrary(
  subject: Subject,
  output: Level,
  { runtime, dev }: Library,
  others: readonly Level[],
): boolean {
  const run = namesFor(subject, output, 'run');
  const own = itemsFor(subject, output, 'host').filter(({ level }) => level === output);
  const isExported =
    output.kind === 'output' &&
    own.some((item) => namesOf(item).includes(dev)) &&
    !isIgnored(subject, output, { dev, runtime });
  return run.has(runtime) || isExported || others.some(({ name }) => name !== output.name && run.has(name));
}
