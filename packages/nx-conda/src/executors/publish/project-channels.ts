import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { globWithWorkspaceContext } from '../../nx';

/** The files in which a user may set options of targets. */
const CONFIGURATIONS = ['nx.json', 'project.json', '**/project.json', 'package.json', '**/package.json'];

/**
 * Whether any project of the workspace may set the option `to` of a target. Wrong only in the direction of yes: it looks
 * for the word.
 */
export async function mayProjectsSetChannel(workspaceRoot: string): Promise<boolean> {
  const files = await globWithWorkspaceContext(workspaceRoot, CONFIGURATIONS);
  const texts = await Promise.all(
    files.map((file) => readFile(join(workspaceRoot, file), 'utf8').catch(() => '')),
  );
  return texts.some((text) => /"to"\s*:/.test(text));
}
