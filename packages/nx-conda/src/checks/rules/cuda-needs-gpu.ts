import { cudaCompilerItem, ownLevels } from '../cuda-builds';
import type { Problem } from '../finding';
import type { GpuDecision } from '../gpu-decision';
import { isPatched } from '../patched-files';
import { installsSource, pipInstalls } from '../pip-install';
import type { Rule } from '../rule';
import type { Subject } from '../subject';
import { isShared, type Level } from '../../recipe/parts/outputs';
import type { RequirementItem } from '../../recipe/parts/requirement-items';
import { type ScriptText, variablesOf } from '../../recipe/parts/scripts';
import { placeOf } from '../../recipe/yaml/place';
import { setVariable } from './cuda-architectures-unset';

/** Variables of other projects that the reader of the source may have missed. */
const TURNS_ON = /\b(?:\w+_)?(?:FORCE|WITH|USE|ENABLE|BUILD)_(?:\w+_)?(?:CUDA|GPU)\b/;

/** A build that compiles for the CPU, without an error, on a machine without a GPU. */
export const cudaNeedsGpu: Rule = {
  id: 'cuda-needs-gpu',
  severity: 'warning',
  summary: 'The source is compiled for GPUs only if the build machine has a GPU',
  *check(subject) {
    const decision = subject.source?.gpuDecision;
    if (!decision || isPatched(subject, 'setup.py')) return;
    for (const level of ownLevels(subject)) {
      const compiler = cudaCompilerItem(subject, level);
      if (!compiler || !buildsSetup(subject, level) || isTurnedOn(subject, level, decision)) continue;
      const problem = problemOf(subject, level, compiler, decision);
      if (problem) yield problem;
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

/** Whether the recipe, or a file beside it, sets a variable that turns CUDA on. */
function isTurnedOn(subject: Subject, level: Level, { variables }: GpuDecision): boolean {
  const { besides, levels } = subject;
  const names = variables.map(({ name }) => name);
  const isNamed = (text: string) => TURNS_ON.test(text) || names.some((name) => text.includes(name));
  return (
    levels
      .filter((other) => isShared(other, level))
      .flatMap(variablesOf)
      .some(({ name }) => isNamed(name)) ||
    scriptsFor(subject, level).some(({ commands }) => isNamed(commands)) ||
    [...besides].some(([file, { text }]) => /\.(sh|bat|py)$/.test(file) && isNamed(text))
  );
}

const WHY = 'The build does not fail: the package is built for CUDA, but contains no code for GPUs.';

function problemOf(
  subject: Subject,
  level: Level,
  compiler: RequirementItem,
  { variables: [variable], needsGpu, mayNeedGpu }: GpuDecision,
): Problem | undefined {
  const at = placeOf(subject, compiler.node);
  if (variable) {
    // Without CUDA, the variable could break the build.
    const isAlways = compiler.level === level && compiler.conditions.length === 0;
    const edits = isAlways ? setVariable(subject, level, variable.name, variable.value) : [];
    const setting = `${variable.name}=${variable.value}`;
    return {
      at,
      message: `Without ${setting}, a machine without a GPU compiles the source for the CPU only.`,
      why: WHY,
      help: [
        `For the variants with CUDA, set ${setting}: under build.script.env, or with export at the start of the script.`,
      ],
      ...(edits.length > 0 && { fix: { description: `Set ${setting}`, edits } }),
    };
  }
  const place = needsGpu ?? mayNeedGpu;
  if (place === undefined) return undefined;
  return {
    at,
    ...(needsGpu === undefined && { severity: 'info' }),
    message:
      needsGpu === undefined
        ? `${place} asks for a GPU. On a machine without a GPU, the source may be compiled for the CPU only.`
        : `${place} asks for a GPU. On a machine without a GPU, the source is compiled for the CPU only.`,
    why: WHY,
    help: [
      'Add a patch to source.patches that makes the source compile for CUDA if nvcc is found.',
      'Add a test that fails if the package contains no code for GPUs: see docs/gpu-tests.md.',
    ],
  };
}
