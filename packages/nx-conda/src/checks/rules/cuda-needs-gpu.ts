import { buildTexts } from '../build-texts';
import { cudaCompilerItem, ownLevels } from '../cuda-builds';
import type { Problem } from '../finding';
import { isPatched } from '../patched-files';
import { installsSource, pipInstalls } from '../pip-install';
import type { Rule } from '../rule';
import type { Subject } from '../subject';
import { isShared, type Level } from '../../recipe/parts/outputs';
import type { RequirementItem } from '../../recipe/parts/requirement-items';
import { type ScriptText, variablesOf } from '../../recipe/parts/scripts';
import { placeOf } from '../../recipe/yaml/place';
import { cudaSwitches } from '../../source/native/compiled/cuda-switches';
import type { CudaSwitches } from '../../source/source-facts';
import { setVariable } from './cuda-architectures-unset';

/** A setup.py that compiles for CUDA in some cases. */
const COMPILES = /\bCUDAExtension\b|\.cu["']|\bnvcc\b/;

/** Variables that turn CUDA on in other ways than those that were found. */
const TURNS_ON = /\b(?:\w+_)?(?:FORCE|WITH|USE|ENABLE|BUILD)_(?:\w+_)?(?:CUDA|GPU)\b/;

/** A build that compiles for the CPU, without an error, on a machine without a GPU. */
export const cudaNeedsGpu: Rule = {
  id: 'cuda-needs-gpu',
  severity: 'warning',
  summary: 'The source is compiled for GPUs only if the build machine has a GPU',
  *check(subject) {
    const files = subject.source?.setupCode ?? [];
    if (isPatched(subject, 'setup.py') || !files.some(({ text }) => COMPILES.test(text))) return;
    for (const level of ownLevels(subject)) {
      const compiler = cudaCompilerItem(subject, level);
      if (!compiler || !buildsSetup(subject, level)) continue;
      const switches = cudaSwitches(files);
      if (!isTurnedOn(subject, level, switches)) yield* problemsOf(subject, level, compiler, switches);
    }
  },
};

function scriptsFor({ scripts, levels }: Subject, level: Level): ScriptText[] {
  const shared = levels.filter((other) => isShared(other, level));
  return scripts.filter((script) => shared.includes(script.level));
}

/** Whether a script runs setup.py as it is. */
function buildsSetup(subject: Subject, level: Level): boolean {
  const scripts = scriptsFor(subject, level);
  const isEdited = scripts.some(({ commands }) =>
    /\b(sed|perl|patch|git apply)\b[^\n]*\bsetup\.py/.test(commands),
  );
  const isRun = (script: ScriptText) =>
    pipInstalls(script).some(installsSource) ||
    /\bpython3?\b[^\n]*\bsetup\.py\b|-m build\b/i.test(script.commands);
  return !isEdited && scripts.some(isRun);
}

/** Whether the recipe, or a file beside it that the build uses, turns CUDA on. */
function isTurnedOn(subject: Subject, level: Level, { variables, flags }: CudaSwitches): boolean {
  const { levels } = subject;
  const names = [...variables.map(({ name }) => name), ...flags];
  const texts = [
    ...levels
      .filter((other) => isShared(other, level))
      .flatMap(variablesOf)
      .map(({ name }) => name),
    ...scriptsFor(subject, level).map(({ commands }) => commands),
    ...buildTexts(subject),
  ];
  const isNamed = (name: string) => texts.some((text) => text.includes(name));
  return (names.length > 0 && names.every(isNamed)) || texts.some((text) => TURNS_ON.test(text));
}

const WHY =
  'The build then does not fail, and the package, although meant for CUDA, contains no code for GPUs.';
const TEST =
  'Add a test that fails if the package contains no code for GPUs. For an example, see node_modules/nx-conda/docs/gpu-tests.md';
const PATCH = 'a patch to source.patches that makes the source compile for CUDA if nvcc is found.';

function* problemsOf(
  subject: Subject,
  level: Level,
  compiler: RequirementItem,
  switches: CudaSwitches,
): Generator<Problem> {
  const { variables, flags, needsGpu, mayNeedGpu } = switches;
  const at = placeOf(subject, compiler.node);
  if (variables.length > 0) yield { at, ...unsetVariables(subject, level, compiler, variables) };
  else if (flags.length > 0) yield { at, ...missingFlags(switches) };
  else if (needsGpu !== undefined) yield { at, ...asksForGpu(needsGpu, 'is') };
  else if (mayNeedGpu !== undefined) yield { at, ...asksForGpu(mayNeedGpu, 'may be'), severity: 'info' };
}

type Found = Omit<Problem, 'at'>;

function unsetVariables(
  subject: Subject,
  level: Level,
  compiler: RequirementItem,
  variables: CudaSwitches['variables'],
): Found {
  // Without CUDA, the variable could break the build.
  const isAlways = compiler.level === level && compiler.conditions.length === 0;
  const edits = isAlways ? variables.map(({ name, value }) => setVariable(subject, level, name, value)) : [];
  const settings = variables.map(({ name, value }) => `${name}=${value}`).join(' and ');
  return {
    message: `Without ${settings}, a machine without a GPU compiles the source for the CPU only.`,
    why: WHY,
    help: [
      `For the variants with CUDA, set ${settings}: under build.script.env, or with export at the start of the script.`,
      TEST,
    ],
    ...(edits.length > 0 &&
      edits.every(({ length }) => length > 0) && {
        fix: { description: `Set ${settings}`, edits: edits.flat() },
      }),
  };
}

function missingFlags({ flags, takesFlags }: CudaSwitches): Found {
  const options = flags.map((flag) => `--config-settings=--global-option=${flag}`);
  return {
    message: `On a machine without a GPU, setup.py compiles the source for the CPU only, unless it is called with ${flags.join(' ')}.`,
    why: WHY,
    help: [
      takesFlags
        ? `For the variants with CUDA, add \`--use-pep517 ${options.join(' ')}\` to pip install. If the script calls setup.py itself, add \`${flags.join(' ')}\` to this call instead.`
        : 'Add a patch to source.patches that makes the source compile for CUDA without this argument: pip cannot pass it to setup.py.',
      TEST,
    ],
  };
}

/** @param place `setup.py:12` */
function asksForGpu(place: string, is: 'is' | 'may be'): Found {
  return {
    message: `${place} of the source checks whether the build machine has a GPU. Without a GPU, the source ${is} compiled for the CPU only.`,
    why: WHY,
    help: [is === 'is' ? `Add ${PATCH}` : `If this line decides whether CUDA is used, add ${PATCH}`, TEST],
  };
}
