import { packageName } from '../../recipe/parts/package-name';
import { satisfies, versionConstraint } from '../../knowledge/versions';
import type { PackageFacts, Suspicion } from './package-facts';
import { neededFromOthers } from './needed-libraries';
import type { PackageSurroundings } from './surroundings';
import { filesText, listText, plural } from './words';

/** The only library of CUDA 12 and later with the minor release in its name. */
const BUILTINS = /^libnvrtc-builtins\.so\.(\d+)\.(\d+)$/;
/** Packages whose versions begin with CUDA's; one of them is enough. */
const KEEPERS = ['cuda-version', 'cuda-nvrtc'];

/** Only CUDA 12.6 has libnvrtc-builtins.so.12.6, but the run export of cuda-nvrtc-dev allows all below 13. */
export function cudaMinorNotKept(built: PackageFacts, around: PackageSurroundings): Suspicion[] {
  return [...neededFromOthers(built)].flatMap(([library, files]) => {
    const [, major, minor] = BUILTINS.exec(library) ?? [];
    if (major === undefined || minor === undefined) return [];
    const specs = [...built.depends, ...built.constrains].filter(isKeeper);
    const all = [...specs, ...dependsOfPinned(built.depends, around).filter(isKeeper)];
    if (all.some((spec) => keepsMinor(spec, Number(major), Number(minor)))) return [];
    return [describe({ library, files, specs, release: `${major}.${minor}` })];
  });
}

/** Direct and indirect dependencies of the packages that are pinned to one version or build. */
function dependsOfPinned(depends: string[], { outputs, host }: PackageSurroundings): string[] {
  const specs = new Set(depends);
  // The loop also visits items that it adds to the set.
  for (const spec of specs) {
    const name = packageName(spec);
    const pinned = isPinned(spec) ? (outputs.get(name) ?? host.get(name)) : undefined;
    for (const further of pinned?.depends ?? []) specs.add(further);
  }
  return [...specs];
}

/** `cumm ==0.7.11`, `cumm 0.7.11 cuda126_0`. */
function isPinned(spec: string): boolean {
  return spec.includes('==') || spec.trim().split(/\s+/).length > 2;
}

interface NotKept {
  library: string;
  files: string[];
  /** Requirements on CUDA. */
  specs: string[];
  /** `12.6` */
  release: string;
}

function describe({ library, files, specs, release }: NotKept): Suspicion {
  const allows =
    specs.length > 0 ? `run allows other releases: ${listText(specs)}` : 'run allows every release';
  return {
    severity: 'warning',
    message: `${filesText(files)} ${plural(files, 'needs', 'need')} ${library}, which only CUDA ${release} has, but ${allows}.`,
    help: [
      `Add \`cuda-version ${release}.*\` to requirements.run, in addition to the run export of cuda-nvrtc-dev.`,
      'Or link only libnvrtc, which loads libnvrtc-builtins itself: the package then works with every minor release.',
    ],
  };
}

function isKeeper(spec: string): boolean {
  return KEEPERS.includes(packageName(spec));
}

/** Also true for an unparsable constraint: a false alarm is worse than a missed one. */
function keepsMinor(spec: string, major: number, minor: number): boolean {
  // conda writes `<12.7.0a0` to exclude 12.7 and its pre-releases.
  const constraint = versionConstraint(spec).replace(/(\d)a0(?=$|[,|])/g, '$1');
  const others = Array.from({ length: 20 }, (_, other) => other).filter((other) => other !== minor);
  const releases = [...others.map((other) => `${major}.${other}`), `${major + 1}.0`, `${major - 1}.8`];
  // Versions of cuda-nvrtc have a third part.
  return releases.every((release) => ![release, `${release}.50`].some((one) => satisfies(one, constraint)));
}
