import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes a file so that readers see either the old or the new content, never a part, even after a power cut. */
export async function writeAtomically(file: string, content: string): Promise<void> {
  const temporary = temporaryBeside(file);
  try {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** A new name in the same folder, so that a rename to the file is one step. */
export function temporaryBeside(file: string): string {
  return join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`);
}
