import { branches, child, textOf } from '../../recipe/yaml/nodes';
import type { Node } from 'yaml';
import { condaForgeVersion } from '../../knowledge/conda-versions';
import { haveCommonVersion } from '../../knowledge/version-overlap';
import { versionConstraint } from '../../knowledge/versions';
import type { Problem } from '../finding';
import type { Level } from '../../recipe/parts/outputs';
import { itemsFor, namesOf, type RequirementItem } from '../../recipe/parts/requirement-items';
import { isPatched } from '../patched-files';
import type { Rule } from '../rule';
import { findInScript, variablesOf } from '../../recipe/parts/scripts';
import { isPackageOf, mayContain } from '../distribution-packages';
import { type MetadataRequirement, type Subject, topOf } from '../subject';
import { type Place, placeOf } from '../../recipe/yaml/place';

/** Variables that add the release of CUDA to names of distributions (setup.py of cumm and of spconv). */
const RENAMING = ['CUMM_CUDA_VERSION'];

/** Whether a test of the package runs pip check; `off` if one says that it must not, so that the author knows. */
type CheckState = 'checked' | 'unchecked' | 'off';

const SEVERITY = { checked: 'error', unchecked: 'warning', off: 'info' } as const;

/** The part of a test that runs pip check. */
type PipCheck = 'python' | 'script';

const LEAVE_OUT: Record<PipCheck, string> = {
  python: 'set `pip_check: false` in the Python test',
  script: 'remove `pip check` from the script of the test',
};
const LEAVE_OUT_ELSEWHERE = 'set `pip_check: false` in the tests of the packages that require this one';

/** Complication 3: `pip check` compares names and versions in Python metadata, which may differ from conda's. */
export const pipCheckMetadata: Rule = {
  id: 'pip-check-metadata',
  severity: 'error',
  summary: 'The metadata of a Python package makes pip check fail',
  *check(subject) {
    for (const level of subject.levels) {
      const checks = pipChecks(subject, level);
      const isOff = testsOf(subject, level).some(isTurnedOff);
      const state = checks.size > 0 ? 'checked' : isOff ? 'off' : 'unchecked';
      for (const at of renamings(subject, level)) yield renamed(at, checks, state);
      yield* unmetBounds(subject, level, state);
      if (checks.size > 0) yield* absentNames(subject, level, checks);
    }
  },
};

function renamed(
  { name, ...at }: Place & { name: string },
  checks: ReadonlySet<PipCheck>,
  state: CheckState,
): Problem {
  const isChecked = state === 'checked';
  const leaveOut = isChecked ? [...checks].map((one) => LEAVE_OUT[one]) : [LEAVE_OUT_ELSEWHERE];
  return {
    at,
    severity: SEVERITY[state],
    message: `${name} adds a suffix like -cu126 to the names of the distribution and of its requirements.`,
    why: isChecked
      ? 'The test runs pip check, which then looks for distributions that no conda package contains.'
      : 'In the tests of packages that require this one, pip check then looks for distributions that no conda package contains.',
    help: [
      `Do not set ${name}: the names then have no suffix, and the build reads the version of CUDA from the compiler.`,
      `If the build needs ${name}, remove the suffix from the names in METADATA (in the .dist-info folder in $SP_DIR) after pip install. Or ${leaveOut.join(' and ')}, with a comment that explains why.`,
    ],
  };
}

function renamings(subject: Subject, level: Level): (Place & { name: string })[] {
  const inEnvironment = variablesOf(level)
    .filter(({ name, value }) => RENAMING.includes(name) && value !== '')
    .map(({ name, node }) => ({ ...placeOf(subject, node), name }));
  const pattern = new RegExp(`\\b(?:export|set)[ \\t]+(${RENAMING.join('|')})=["']?[^\\s"'&;]+`, 'g');
  const inScripts = subject.scripts
    .filter((script) => script.level === level)
    .flatMap((script) => [...findInScript(script, pattern)])
    .map(({ file, start, end, match }) => ({ file, start, end, name: match[1] ?? '' }));
  return [...inEnvironment, ...inScripts];
}

function* unmetBounds(subject: Subject, level: Level, state: CheckState): Generator<Problem> {
  const asked = (subject.source?.requires ?? []).filter(({ file }) => !isChanged(subject, file));
  for (const item of itemsFor(subject, level, 'run')) {
    const unmet = asked.find((one) => excludes(one, item));
    if (unmet) yield boundProblem(subject, item, unmet, state);
  }
}

/** Whether no version that a requirement allows satisfies the metadata, in any variant. */
function excludes({ name, constraint }: MetadataRequirement, { requirements }: RequirementItem): boolean {
  return (
    requirements.length > 0 &&
    requirements.every((one) => {
      const version = versionConstraint(one.spec);
      if (version === '' || one.spec.startsWith('pin_') || !isPackageOf(one.name, name)) return false;
      // The solver may read `einops 0.6` as 0.6.1.
      const allowed = /^\d+(\.\d+)*$/.test(version) ? `${version}.*` : version;
      return haveCommonVersion(allowed, condaForgeVersion(one.name, constraint)) === false;
    })
  );
}

/** Requirements of the metadata that nothing in run provides; another package may bring them. */
function* absentNames(subject: Subject, level: Level, checks: ReadonlySet<PipCheck>): Generator<Problem> {
  const { source, recipe } = subject;
  const run = itemsFor(subject, level, 'run');
  // With several outputs, another one may have it; a name that could not be evaluated may be it.
  if (
    !source?.isCurrent ||
    recipe.root.has('outputs') ||
    run.some(({ requirements }) => requirements.length === 0)
  )
    return;
  const names = run.flatMap(namesOf);
  const absent = source.requires
    .filter(({ file }) => !isChanged(subject, file))
    .filter(({ name }) => !names.some((other) => mayContain(other, name)));
  if (absent.length > 0) yield absentProblem(subject, level, { absent, checks });
}

function absentProblem(
  subject: Subject,
  level: Level,
  { absent, checks }: { absent: MetadataRequirement[]; checks: ReadonlySet<PipCheck> },
): Problem {
  const requirements = child(level.node, 'requirements', 'run') ?? child(level.node, 'requirements');
  const names = absent.map(({ name, constraint }) => `\`${name}${constraint}\``).join(', ');
  const those = absent.length > 1 ? 'these distributions' : 'this distribution';
  const [{ file = '' } = {}] = absent;
  return {
    at: requirements ? placeOf(subject, requirements) : topOf(subject),
    severity: 'warning',
    message: `${file} of the source requires ${names}, which requirements.run does not contain.`,
    why: 'If no other package brings a distribution of that name, pip check fails in the test.',
    help: [
      `Add the conda packages that contain ${those} to requirements.run.`,
      `If conda packages contain ${those} only under other distribution names (for example, without a suffix such as -cu126), ${[...checks].map((one) => LEAVE_OUT[one]).join(' and ')}, with a comment that explains why.`,
    ],
  };
}

/** PKG-INFO is made of the other files. */
function isChanged(subject: Subject, file: string): boolean {
  const files = file === 'PKG-INFO' ? ['setup.py', 'setup.cfg', 'pyproject.toml'] : [file];
  return files.some((name) => isPatched(subject, name));
}

function boundProblem(
  subject: Subject,
  item: RequirementItem,
  { name, constraint, file }: MetadataRequirement,
  state: CheckState,
): Problem {
  const where = { checked: ' in the test', unchecked: ' wherever it runs', off: ' in tests that run it' };
  return {
    at: placeOf(subject, item.node),
    severity: SEVERITY[state],
    message: `The metadata of the source does not allow \`${item.text}\`: ${file} requires ${name}${constraint}.`,
    why: `No version that \`${item.text}\` allows satisfies ${constraint}, so pip check fails${where[state]}.`,
    help: [
      `Require a version that ${file} allows, or build a release of the source that allows these versions of ${name}.`,
      `If the package works with these versions of ${name}, correct the bound in the source with a patch.`,
    ],
  };
}

/** By default, rattler-build runs pip check in every Python test. */
function pipChecks(subject: Subject, level: Level): Set<PipCheck> {
  const found = testsOf(subject, level).flatMap((test): PipCheck[] => {
    const python = child(test, 'python');
    const isOff = isTurnedOff(test);
    const scripts = [...branches(child(test, 'script'))].map((line) => textOf(line) ?? '');
    return [
      ...(python !== undefined && !isOff ? (['python'] as const) : []),
      ...(scripts.some((line) => /\bpip check\b/.test(line)) ? (['script'] as const) : []),
    ];
  });
  return new Set(found);
}

function testsOf({ recipe }: Subject, { node }: Level): Node[] {
  return [...branches(child(node, 'tests')), ...branches(child(recipe.root, 'tests'))];
}

function isTurnedOff(test: Node): boolean {
  return /^false$/i.test(textOf(child(test, 'python', 'pip_check')) ?? '');
}
