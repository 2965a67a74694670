import { type PackageFacts, payloadOf } from './package-facts';
import { type Installed, outputsAsInstalled, readInstalled } from './installed-packages';

/** The packages around a built one. */
export interface PackageSurroundings {
  /** Other outputs of the recipe. */
  outputs: Installed;
  host: Installed;
  build: Installed;
}

/**
 * Reads facts about other packages; reads nothing for a package without ELF files.
 * @param outputs all packages that the recipe built.
 * @param folder rattler's package folder, from `rattlerPackageFolder`.
 */
export async function readSurroundings(
  built: PackageFacts,
  outputs: PackageFacts[],
  folder: string,
): Promise<PackageSurroundings> {
  const { host, build } = built.resolved;
  const isRead = payloadOf(built).some(({ elf }) => elf);
  const read = (records: typeof host, where: 'host' | 'build') =>
    readInstalled(isRead ? records : [], where, folder);
  const [inHost, inBuild] = await Promise.all([read(host, 'host'), read(build, 'build')]);
  const others = outputs.filter(({ name }) => name !== built.name);
  return { outputs: outputsAsInstalled(others), host: inHost, build: inBuild };
}
