import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every file called `name` below `folder`, in a stable order. */
export function filesNamed(folder, name) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === name)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
