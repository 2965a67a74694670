const OLDEST = 24;

/**
 * Package managers other than npm install nx-conda beside an older Nx, with a warning only.
 * @param version of Nx
 * @throws Error if `nx affected` of this Nx would not select all recipes that a change affects
 */
export function requireSupportedNx(version: string): void {
  const major = Number.parseInt(version, 10);
  if (Number.isNaN(major) || major >= OLDEST) return;
  throw new Error(
    `nx-conda needs Nx ${OLDEST} or later, but this workspace has Nx ${version}.\n` +
      `  1. Update Nx: nx migrate ${OLDEST}`,
  );
}
