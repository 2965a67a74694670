import type { TargetConfiguration } from '@nx/devkit';
import { posix } from 'node:path';
import type { Settings } from '../options';
import type { Variant } from '../recipe/facts/configured-variant';
import { NO_NPM_PACKAGES, type TaskReads, upstreamInputs } from './inputs';
import { outputFolder } from './output-folder';
import type { RecipeSource } from './recipe-source';
import { outputPattern, targetName, type TargetFacts, targetsOf } from './targets';
import { variantInput } from './variant-input';
import { withWritten } from './written-target';

type Targets = Record<string, TargetConfiguration>;
type Input = NonNullable<TargetConfiguration['inputs']>[number];

/** Runs nothing. */
const NOOP = 'nx:noop';

/** Nx selects the tasks of variants in `nx affected` through this target, see `splitMarker`. */
const MARKER_TARGET = 'conda-variants';

/**
 * A task of a variant has no variant file among its inputs. So that `nx affected` selects it after a change of a file, it
 * waits for a task that has the file as input, and reads the output that this task declares. The output never exists,
 * so it adds nothing to the hash.
 */
export function splitMarker(recipeProject: string, settings: Settings): Input {
  return { fileset: markerPath(recipeProject, settings), includeIgnored: true };
}

function markerPath(recipeProject: string, { outputRoot }: Settings): string {
  return `{workspaceRoot}/${posix.normalize(outputFolder(`${outputRoot}/.variants`, recipeProject))}`;
}

/** The targets of a project for one variant. `of`: the name of the recipe's project. */
export function variantTargets(
  facts: TargetFacts,
  { settings, written }: RecipeSource,
  { of, variant }: { of: string; variant: Variant },
): Targets {
  const all = targetsOf(facts, settings);
  const targets: Targets = {};
  for (const kind of ['build', 'test', 'explain'] as const) {
    const name = targetName(kind, settings);
    const target = all[name];
    if (target) targets[name] = withWritten(target, written[name]);
  }
  const build = targets[targetName('build', settings)];
  if (build) {
    build.options = { ...(build.options as object), variant };
    build.dependsOn = [{ projects: [of], target: MARKER_TARGET }, ...(build.dependsOn ?? [])];
  }
  return targets;
}

/**
 * The targets of the recipe's project: those of the recipe, and for all variants and each of them one that runs nothing.
 * @param variants projects by label
 */
export function aggregateTargets(
  facts: TargetFacts,
  settings: Settings,
  variants: Record<string, string>,
  { variantFiles, identifiers }: TaskReads,
): Targets {
  const projects = Object.values(variants);
  const digests = upstreamInputs(projects.map((project) => outputPattern(settings, project)));
  const tested = upstreamInputs(facts.test.map((project) => outputPattern(settings, project)));
  const noops: Targets = {
    [MARKER_TARGET]: {
      executor: NOOP,
      inputs: [...variantFiles.map((file) => variantInput(file, identifiers)), NO_NPM_PACKAGES],
      outputs: [markerPath(facts.name, settings)],
      metadata: { description: 'Lets nx affected select the variants after a change of their values' },
    },
    ...aggregates('build', settings, variants, [...(facts.inputs ?? []), ...digests]),
    ...aggregates('test', settings, variants, [...(facts.inputs ?? []), ...digests, ...tested]),
  };
  return { ...targetsOf(facts, settings), ...noops };
}

function aggregates(
  kind: 'build' | 'test',
  settings: Settings,
  variants: Record<string, string>,
  inputs: Input[],
): Targets {
  if (settings.targets[kind] === false) return {};
  const target = targetName(kind, settings);
  const verb = { build: 'Build the packages of', test: 'Run the tests in the packages of' }[kind];
  const noop = (projects: string[], what: string): TargetConfiguration => ({
    executor: NOOP,
    inputs,
    dependsOn: [{ projects, target }],
    metadata: { description: `${verb} ${what}` },
  });
  return {
    [target]: noop(Object.values(variants), 'all variants'),
    ...Object.fromEntries(
      Object.entries(variants).map(([label, project]) => [
        `${target}--${label}`,
        noop([project], `the variant ${label}`),
      ]),
    ),
  };
}
