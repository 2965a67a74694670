import type { Tree } from '@nx/devkit';
import { posix } from 'node:path';
import { ExplainedError } from '../../explained-error';

/** Where a recipe goes. */
export interface TargetFolder {
  /** Of the package. */
  name: string;
  /** Relative to the workspace root. */
  folder: string;
}

const NAME = /^[a-z0-9_][a-z0-9_.-]{0,63}$/;

/** @throws ExplainedError for an invalid package name, or a folder outside of the workspace */
export function folderOfRecipe(name: string, directory: string): TargetFolder {
  const wanted = name.trim().toLowerCase();
  if (!NAME.test(wanted) || wanted.endsWith('.')) {
    throw new ExplainedError(`${JSON.stringify(name.slice(0, 80))} is not a valid conda package name.`, [
      'Use up to 64 letters, digits, `-`, `_` and `.`. Begin with a letter, a digit or `_`, and do not end with `.`.',
      'If you meant a source, pass the source with --from, and a name for the package: nx g nx-conda:recipe <name> --from=<source>',
    ]);
  }
  const folder = posix.normalize(posix.join(directory.replaceAll('\\', '/'), wanted));
  const isInside = !posix.isAbsolute(folder) && !/^[a-z]:/i.test(folder) && folder.split('/')[0] !== '..';
  // An empty directory means the root of the workspace.
  const written = JSON.stringify(directory.slice(0, 200));
  if (!isInside) {
    throw wrongDirectory(
      `--directory must be a relative path to a folder inside the workspace, not ${written}.`,
    );
  }
  if ([...folder].some((character) => character < ' ')) {
    throw wrongDirectory(`--directory must be a path without control characters, not ${written}.`);
  }
  return { name: wanted, folder };
}

function wrongDirectory(message: string): ExplainedError {
  return new ExplainedError(message, [
    'Pass a folder relative to the workspace root, for example --directory=recipes',
  ]);
}

/** @throws ExplainedError if the folder is not empty: nothing is overwritten */
export function refuseToOverwrite(tree: Tree, { name, folder }: TargetFolder): void {
  if (!tree.exists(folder) || (!tree.isFile(folder) && tree.children(folder).length === 0)) return;
  const isRecipe = tree.exists(posix.join(folder, 'recipe.yaml'));
  const isFile = tree.isFile(folder);
  throw new ExplainedError(
    isRecipe
      ? `${folder}/recipe.yaml already exists.`
      : isFile
        ? `${folder} is a file, not a folder.`
        : `The folder ${folder} is not empty.`,
    [
      ...(isRecipe
        ? [`To move the recipe to a new version, run nx g nx-conda:bump ${name} --to <version>`]
        : []),
      'Pass another --directory, or another package name together with --from=<source>.',
      'Or move or delete what is there: nx-conda overwrites nothing.',
    ],
  );
}
