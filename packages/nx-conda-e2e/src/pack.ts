import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPacked } from '../../../tools/install-packed';

/** Installs the packed plugin once for all tests; NX_CONDA_E2E_TEMPLATE contains its path. */
export default function pack(): void {
  const template = mkdtempSync(join(tmpdir(), 'nx-conda-e2e-'));
  installPacked(template);
  process.env['NX_CONDA_E2E_TEMPLATE'] = template;
}
