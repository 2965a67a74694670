import { posix } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import type { Settings, TargetKind, TargetSettings } from '../options';
import { downstreamInputs, upstreamInputs } from './inputs';
import { outputFolder, testLog } from './output-folder';

/** They mark the targets that build and test packages, whatever the names of the targets are. */
export const BUILD_EXECUTOR = 'nx-conda:build';
export const TEST_EXECUTOR = 'nx-conda:test';

/** The facts of a recipe project that its targets need. */
export interface TargetFacts {
  name: string;
  recipe: string;
  /** Names of the projects that must be built before the build, and before the test. */
  build: string[];
  test: string[];
  /** Names of the projects whose packages' tests the test also runs. */
  downstream: string[];
  /** For both build and test, without upstream outputs. */
  inputs: TargetConfiguration['inputs'];
  checkInputs: TargetConfiguration['inputs'];
  /** Plugin and engine version, part of every hash. */
  builtWith: string;
  /** False if no hash covers something that is read. */
  isCacheable: boolean;
}

/** The target name that `nx release publish` runs. */
const RELEASE_TARGET = 'nx-release-publish';

/**
 * The folder of a project's packages as a pattern of Nx, for `inputs` and `outputs`: both must write it the same way.
 */
export function outputPattern({ outputRoot }: Pick<Settings, 'outputRoot'>, project: string): string {
  return `{workspaceRoot}/${outputFolder(outputRoot, project)}`;
}

/** The targets of one recipe: the plugin's own, renamed, overridden or omitted by the options. */
export function targetsOf(facts: TargetFacts, settings: Settings): Record<string, TargetConfiguration> {
  const targets: Record<string, TargetConfiguration> = {};
  const add = (kind: TargetKind, make: (buildName: string) => TargetConfiguration) => {
    const target = settings.targets[kind];
    if (target) targets[target.name] = withOverrides(make(targetName('build', settings)), target);
  };
  add('build', (buildName) => buildTarget(facts, settings, buildName));
  add('test', (buildName) => testTarget(facts, settings, buildName));
  add('check', () => checkTarget(facts, settings));
  add('publish', (buildName) => publishTarget(settings, buildName));
  const release = releaseTarget(settings);
  if (release) targets[RELEASE_TARGET] = release;
  add('render', () => renderTarget(facts, settings));
  if (settings.targets.build) add('explain', () => explainTarget(facts));
  return targets;
}

function buildTarget(facts: TargetFacts, settings: Settings, buildName: string): TargetConfiguration {
  return {
    executor: BUILD_EXECUTOR,
    cache: facts.isCacheable,
    options: {
      ...sharedOptions(facts, settings),
      ...renderingOptions(settings),
      ...(settings.excludeNewer && { excludeNewer: settings.excludeNewer }),
    },
    inputs: [...(facts.inputs ?? []), ...digestsOf(facts.build, settings)],
    outputs: [outputPattern(settings, facts.name)],
    dependsOn: builtBefore(facts.build, buildName),
    metadata: {
      description: `Build the packages of ${facts.recipe} with rattler-build, into ${outputFolder(settings.outputRoot, facts.name)}`,
    },
  };
}

function testTarget(facts: TargetFacts, settings: Settings, buildName: string): TargetConfiguration {
  return {
    executor: TEST_EXECUTOR,
    cache: facts.isCacheable,
    options: sharedOptions(facts, settings),
    inputs: [
      ...(facts.inputs ?? []),
      ...digestsOf([facts.name, ...facts.test], settings),
      ...downstreamInputs(facts.downstream.map((project) => outputPattern(settings, project))),
    ],
    outputs: [`{workspaceRoot}/${posix.normalize(testLog(settings.outputRoot, facts.name))}`],
    dependsOn: [buildName, ...builtBefore(facts.test, buildName)],
    metadata: { description: `Run the tests in the packages of ${facts.recipe}` },
  };
}

/** Reads texts only, so it waits for nothing. */
function checkTarget(facts: TargetFacts, settings: Settings): TargetConfiguration {
  return {
    executor: 'nx-conda:check',
    cache: true,
    options: {
      channels: settings.channels,
      ...engineOptions(settings),
      ...renderingOptions(settings),
      builtWith: facts.builtWith,
    },
    inputs: facts.checkInputs,
    outputs: ['{options.outputFile}'],
    dependsOn: [],
    metadata: { description: `Find problems in ${facts.recipe} before it is built` },
  };
}

function publishTarget(settings: Settings, buildName: string): TargetConfiguration {
  return {
    executor: 'nx-conda:publish',
    options: {
      outputRoot: settings.outputRoot,
      ...engineOptions(settings),
      ...(settings.publishTo !== undefined && { to: settings.publishTo }),
    },
    dependsOn: [buildName],
    metadata: { description: 'Publish the packages to a channel: a folder or a server' },
  };
}

/** `nx release publish` runs this on every project: only set if the channel is known. */
function releaseTarget(settings: Settings): TargetConfiguration | undefined {
  const { publish } = settings.targets;
  if (!publish || publish.name === RELEASE_TARGET) return undefined;
  const target = withOverrides(publishTarget(settings, targetName('build', settings)), publish);
  return (target.options as Record<string, unknown>)['to'] === undefined ? undefined : target;
}

/** Rendered as for the build, never cached; needs no other projects. */
function renderTarget({ recipe }: TargetFacts, settings: Settings): TargetConfiguration {
  return {
    executor: 'nx-conda:render',
    options: { ...engineOptions(settings), ...renderingOptions(settings) },
    metadata: {
      description: `Show the variants and requirements of ${recipe}, and the projects that provide the requirements`,
    },
  };
}

/** Compares with the last build; runs nothing, so it needs nothing. */
function explainTarget({ recipe }: TargetFacts): TargetConfiguration {
  return {
    executor: 'nx-conda:explain',
    metadata: { description: `Show why the packages of ${recipe} would be rebuilt or reused` },
  };
}

function sharedOptions(facts: TargetFacts, settings: Settings): Record<string, unknown> {
  return {
    channels: settings.channels,
    outputRoot: settings.outputRoot,
    ...engineOptions(settings),
    ...(settings.isolated && { isolated: true }),
    builtWith: facts.builtWith,
  };
}

function engineOptions({ rattlerBuild }: Settings): Record<string, unknown> {
  return rattlerBuild ? { rattlerBuild } : {};
}

/** Inputs of rendering, in the build and alone. */
function renderingOptions({ variants, targetPlatform }: Settings): Record<string, unknown> {
  return { ...(variants && { variants }), ...(targetPlatform && { targetPlatform }) };
}

/** Explicit projects, never `^`: run-only dependencies must not delay a build, and run cycles are legal. */
function builtBefore(projects: string[], buildName: string): NonNullable<TargetConfiguration['dependsOn']> {
  return projects.length > 0 ? [{ projects: projects.map(asPattern), target: buildName }] : [];
}

/** Nx reads the names in `dependsOn` as patterns; an existing name matches itself, but a leading `!` excludes. */
function asPattern(project: string): string {
  return project.startsWith('!') || project === '*' ? `name:${project}` : project;
}

function digestsOf(projects: string[], settings: Settings): NonNullable<TargetConfiguration['inputs']> {
  return upstreamInputs(projects.map((project) => outputPattern(settings, project)));
}

/** The name of a target, also if it is turned off. */
export function targetName(kind: TargetKind, { targets }: Settings): string {
  const target = targets[kind];
  return target ? target.name : `conda-${kind}`;
}

function withOverrides(target: TargetConfiguration, { overrides }: TargetSettings): TargetConfiguration {
  return {
    ...target,
    ...overrides,
    options: { ...target.options, ...(overrides['options'] as object | undefined) },
  };
}
