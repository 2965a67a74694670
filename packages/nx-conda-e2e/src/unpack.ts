import { rmSync } from 'node:fs';

/** Removes the files of pack.ts. */
export default function unpack(): void {
  const template = process.env['NX_CONDA_E2E_TEMPLATE'];
  if (template) rmSync(template, { recursive: true, force: true });
}
