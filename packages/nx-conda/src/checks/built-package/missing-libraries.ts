import { CUDA_LIBRARIES, packageOfLibrary } from '../../knowledge/cuda-packages';
import type { PackageFacts, Suspicion } from './package-facts';
import { type InstalledPackage, ownerOf } from './installed-packages';
import { type Needed, neededFromOthers } from './needed-libraries';
import { runClosure, type RunClosure } from './run-closure';
import type { PackageSurroundings } from './surroundings';
import { packagesOfCompilerLibrary } from '../../knowledge/system-libraries';
import { filesText, listText, plural } from './words';

/** Libraries with the same owner, or with an unknown one. */
interface Missing {
  owner: Owner | undefined;
  libraries: string[];
  files: string[];
}

interface Owner {
  name: string;
  in: InstalledPackage['in'] | 'conda-forge';
}

/** Libraries that an ELF file needs and no run dependency provides. */
export function missingLibraries(built: PackageFacts, around: PackageSurroundings): Suspicion[] {
  const closure = runClosure(built.depends, [around.outputs, around.host, around.build]);
  const missing = [...neededFromOthers(built)].filter(([library]) => !isProvided(library, closure, around));
  const groups = byOwner(new Map(missing), around);
  return groups.filter((group) => isCertain(group, closure)).map((group) => describe(group, closure, around));
}

function isProvided(library: string, closure: RunClosure, around: PackageSurroundings): boolean {
  const ownerInCuda = packageOfLibrary(library);
  if (ownerInCuda !== undefined && closure.names.has(ownerInCuda)) return true;
  const compilers = packagesOfCompilerLibrary(library);
  if (compilers.some((name) => closure.names.has(name))) return true;
  // The compiler is the machine's (as in the tests), so the machine provides its libraries too.
  if (compilers.length > 0 && !ownerAround(library, around)) return true;
  return Boolean(ownerOf(library, closure.packages)) || isOfSysroot(library, around);
}

/** rattler-build allows these libraries too. */
function isOfSysroot(library: string, { build }: PackageSurroundings): boolean {
  const sysroots = [...build.values()].filter(({ name }) => name.startsWith('sysroot_'));
  return ownerOf(library, sysroots) !== undefined;
}

function byOwner(missing: Needed, around: PackageSurroundings): Missing[] {
  const groups = new Map<string, Missing>();
  for (const [library, files] of missing) {
    const owner = ownerAround(library, around) ?? ownerOnCondaForge(library);
    const group = groups.get(owner?.name ?? '') ?? { owner, libraries: [], files: [] };
    group.libraries.push(library);
    group.files = [...new Set([...group.files, ...files])];
    groups.set(owner?.name ?? '', group);
  }
  return [...groups.values()];
}

function ownerAround(library: string, { outputs, host, build }: PackageSurroundings): Owner | undefined {
  return ownerOf(library, [...outputs.values(), ...host.values(), ...build.values()]);
}

function ownerOnCondaForge(library: string): Owner | undefined {
  const name = packageOfLibrary(library);
  return name === undefined ? undefined : { name, in: 'conda-forge' };
}

/** False if no known package has the library and a run dependency is unknown, which probably provides it. */
function isCertain({ owner }: Missing, { unknown }: RunClosure): boolean {
  return owner !== undefined || unknown.length === 0;
}

function describe(missing: Missing, { unknown }: RunClosure, around: PackageSurroundings): Suspicion {
  const { owner, libraries, files } = missing;
  const needs = `${filesText(files)} ${plural(files, 'needs', 'need')} ${listText(libraries)}`;
  const maybe = unknown.length > 0 ? `, except perhaps ${listText(unknown, 'or')}` : '';
  const what = plural(libraries, 'the library', 'the libraries');
  return {
    severity: owner && unknown.length === 0 ? 'warning' : 'info',
    message: `${needs}, which no run dependency provides${maybe}.`,
    help: [
      ...(owner
        ? [howToBring(owner, what, around)]
        : [`Add the package that contains ${what} to requirements.host and requirements.run.`]),
      `If no package is meant to provide ${what}, add ${plural(libraries, 'it', 'them')} to build.dynamic_linking.missing_dso_allowlist.`,
    ],
  };
}

function howToBring({ name, in: where }: Owner, what: string, { host, build }: PackageSurroundings): string {
  const dev = CUDA_LIBRARIES.find(({ runtime }) => runtime === name)?.dev;
  const result = `so that its run export adds ${name} to run`;
  if (where === 'recipe') {
    return `The output ${name} of this recipe contains ${what}: add \`\${{ pin_subpackage("${name}") }}\` to requirements.run.`;
  }
  if (dev !== undefined && !host.has(dev)) {
    return build.has(dev)
      ? `${name} contains ${what}: add ${dev}, which is only in the build environment, to requirements.host, ${result}.`
      : `${name} contains ${what}: add ${dev} to requirements.host, ${result}.`;
  }
  return where === 'build'
    ? `${name} contains ${what}, but is only in the build environment: add ${name} to requirements.host. If ${name} has no run export, also add ${name} to requirements.run.`
    : `${name} contains ${what}: add ${name} to requirements.run. If an entry of ignore_run_exports keeps ${name} out of run, remove this entry instead.`;
}
