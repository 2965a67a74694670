import { nxVersion } from '../../nx';

const OLDEST = 24;

/** Package managers other than npm only warn about a peer dependency of the wrong version. */
export function requireNx(version: string = nxVersion()): void {
  const major = Number(version.split('.')[0]);
  if (major >= OLDEST) return;
  throw new Error(
    [
      `nx-conda needs Nx ${OLDEST}, but this workspace has Nx ${version}.`,
      `  1. Run npx nx migrate ${OLDEST}, and follow its steps.`,
      '  2. Run npx nx add nx-conda again.',
    ].join('\n'),
  );
}
