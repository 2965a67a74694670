import type { Choice } from './choice';
import { ciSupport } from './ci-support';
import { differentLists } from './rattler-commands';
import type { FoundVariants, Repository } from './repository';

/** The variant files for all recipes, as the repository suggests them. */
export function variantChoice(repository: Repository): Choice<string[]> {
  const { tree, variants } = repository;
  const passed = differentLists(repository.commands, 'variants').filter(({ value }) =>
    value.every((path) => tree.exists(path)),
  );
  const [command, ...otherCommands] = passed;
  if (command) {
    const why = 'another command passes other files.';
    const unused = readable(variants.get('.')).filter(({ path }) => !command.value.includes(path));
    return {
      best: command,
      others: otherCommands.map((other) => ({ ...other, why })),
      notes: [
        ...unused.map(
          ({ path }) => `${path}: the command in ${fileOf(command.from)} does not pass this file.`,
        ),
        ...unreadable(variants.get('.')),
      ],
    };
  }
  const atRoot = ofFiles(variants.get('.'));
  return atRoot.best
    ? withCi(atRoot, repository)
    : { ...ciSupport(repository), notes: [...atRoot.notes, ...ciSupport(repository).notes] };
}

/** Variant files in folders that contain some of the recipes, by folder. */
export function folderVariants({ variants }: Repository): { folder: string; choice: Choice<string[]> }[] {
  return [...variants]
    .filter(([folder]) => folder !== '.')
    .map(([folder, files]) => ({ folder, choice: ofFiles(files) }));
}

/** rattler-build itself prefers variants.yaml to conda_build_config.yaml. */
function ofFiles(files: readonly FoundVariants[] | undefined): Choice<string[]> {
  const [first, ...rest] = readable(files).map(({ path }) => ({ value: [path], from: path }));
  const notes = unreadable(files);
  if (!first) return { others: [], notes };
  const why = `only the first file is used, because nx-conda cannot know which of the files counts for a key in both. To use both, list both in "variants"; for a key in both, the last file counts.`;
  return { best: first, others: rest.map((other) => ({ ...other, why })), notes };
}

function withCi(choice: Choice<string[]>, { tree }: Repository): Choice<string[]> {
  if (!tree.exists('.ci_support')) return choice;
  const note = '.ci_support: each of its files is one variant for one job of CI.';
  return { ...choice, notes: [...choice.notes, note] };
}

function readable(files: readonly FoundVariants[] = []): FoundVariants[] {
  return files.filter(({ problem }) => problem === undefined);
}

function unreadable(files: readonly FoundVariants[] = []): string[] {
  return files.flatMap(({ path, problem }) =>
    problem === undefined ? [] : [`${path}: nx-conda cannot read this file: ${problem}`],
  );
}

function fileOf(from: string): string {
  return from.split(' ').pop() ?? from;
}
