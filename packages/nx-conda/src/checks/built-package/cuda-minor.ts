import { packageName } from '../../recipe/read/package-name';
import { satisfies, versionConstraint } from '../../knowledge/versions';
import type { PackageFacts, Suspicion } from './package-facts';
import { neededFromOthers } from './needed-libraries';
import type { PackageSurroundings } from './surroundings';
import { filesText, listText, plural } from './words';

/** The one library of CUDA 12 and later with the minor release in its name. */
const BUILTINS = /^libnvrtc-builtins\.so\.(\d+)\.(\d+)$/;
/** Their versions begin with CUDA's own; one of them is enough. */
const KEEPERS = ['cuda-version', 'cuda-nvrtc'];

/** libnvrtc-builtins.so.12.6 is in CUDA 12.6 alone, and what cuda-nvrtc-dev exports goes up to 13. */
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

/** What those packages depend on, directly or not, of which one version or build alone will do. */
function dependsOfPinned(depends: string[], { outputs, host }: PackageSurroundings): string[] {
  const specs = new Set(depends);
  // A set that grows is walked to its end.
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
  /** About CUDA. */
  specs: string[];
  /** `12.6` */
  release: string;
}

function describe({ library, files, specs, release }: NotKept): Suspicion {
  const allows = specs.length > 0 ? `run allows others: ${listText(specs)}` : 'run allows every other';
  return {
    severity: 'warning',
    message: `${filesText(files)} ${plural(files, 'needs', 'need')} ${library}, which is in CUDA ${release} alone, but ${allows}.`,
    help: [
      `Add \`cuda-version ${release}.*\` to requirements.run, beside what cuda-nvrtc-dev exports from host.`,
      'Or link libnvrtc alone: it finds the other library by itself, and every minor release will do.',
    ],
  };
}

function isKeeper(spec: string): boolean {
  return KEEPERS.includes(packageName(spec));
}

/** True also for a constraint that cannot be read: a false alarm is worse than none. */
function keepsMinor(spec: string, major: number, minor: number): boolean {
  // `<12.7.0a0` is how conda says: nothing of 12.7, pre-releases included.
  const constraint = versionConstraint(spec).replace(/(\d)a0(?=$|[,|])/g, '$1');
  const others = Array.from({ length: 20 }, (_, other) => other).filter((other) => other !== minor);
  const releases = [...others.map((other) => `${major}.${other}`), `${major + 1}.0`, `${major - 1}.8`];
  // As a version of cuda-nvrtc, it has a third part.
  return releases.every((release) => ![release, `${release}.50`].some((one) => satisfies(one, constraint)));
}
