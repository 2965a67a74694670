import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A way to run rattler-build, as environment variables for the workspace under test. */
export interface TestEngine {
  name: string;
  env: Record<string, string>;
}

const repository = join(__dirname, '../../..');

/** The rattler-build binary: named by the environment, beside the repository, or on PATH. */
export const binary = [
  process.env['NX_CONDA_RATTLER_BUILD'],
  join(repository, '../shared/bin/rattler-build'),
  ...(process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'rattler-build')),
].find((file) => file !== undefined && existsSync(file));

/** Every test of an engine runs once with each; without a binary, only with the embedded one. */
export const engines: TestEngine[] = [
  ...(binary ? [{ name: 'rattler-build', env: { NX_CONDA_RATTLER_BUILD: binary } }] : []),
  { name: 'embedded', env: {} },
];

if (!binary) {
  console.warn(
    'SKIPPED: everything with the rattler-build binary, there is none. Set NX_CONDA_RATTLER_BUILD.',
  );
}
