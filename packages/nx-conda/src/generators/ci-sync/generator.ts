import { formatFiles, type Tree } from '@nx/devkit';
import { ciFacts } from '../ci/ci-facts';
import { optionsInHeader } from '../ci/header';
import { WORKFLOWS } from '../ci/keep-in-sync';
import { writeWorkflow } from '../ci/workflow-files';

/** Writes each workflow again that has its header. @returns what `nx sync:check` says about the changes */
export async function ciSyncGenerator(tree: Tree): Promise<{ outOfSyncMessage?: string }> {
  const written = Object.values(WORKFLOWS).flatMap(
    (path) => optionsInHeader(tree.read(path, 'utf8') ?? '') ?? [],
  );
  if (written.length === 0) return {};
  // Reads all recipes, so once for all workflows.
  const facts = await ciFacts(tree);
  for (const options of written) writeWorkflow(tree, options, facts);
  await formatFiles(tree);
  const stale = tree.listChanges().map(({ path }) => path);
  if (stale.length === 0) return {};
  return { outOfSyncMessage: `These files of CI workflows are out of date: ${stale.join(', ')}` };
}

export default ciSyncGenerator;
