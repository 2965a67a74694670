import type { OutputFacts, RecipeFacts } from '../recipe/facts';
import type { Packages, Provider } from './packages';

/** Which projects a project needs, as roots, without itself. */
export interface Needs {
  /** Everything that must be built before it: providers of build and host requirements with their run closure. */
  build: Set<string>;
  /** Everything in its test environment: its own run closure and that of the tests' requirements. */
  test: Set<string>;
  /** Providers of what the recipe names and of what is exported to it: the edges of the project graph. */
  direct: Set<string>;
}

export interface Platforms {
  /** Where the build's tools run. */
  build: string;
  /** Where the packages run. */
  target: string;
}

/**
 * Design: a build needs host requirements, the build requirements that a workspace project provides for the build
 * platform, the pins of run and run_exports, and the run closure of all these; a test needs the run closure of the
 * package and of the tests' requirements. What a host dependency exports counts as a run requirement.
 */
export function needsOf(root: string, facts: RecipeFacts, packages: Packages, platforms: Platforms): Needs {
  const onTarget = new Closure(packages, platforms, platforms.target);
  const onBuild = new Closure(packages, platforms, platforms.build);
  const inTest = new Closure(packages, platforms, platforms.target);
  const direct = new Set<string>();
  for (const output of facts.outputs) {
    const { requirements } = output;
    const host = names(requirements.host, requirements.pins);
    const build = names(requirements.build);
    host.forEach((name) => onTarget.add(name));
    build.forEach((name) => onBuild.add(name));
    // rattler-build puts what a tool exports strongly into the host environment as well.
    strongExportsOf(build, packages, platforms).forEach((name) => onTarget.add(name));
    names(requirements.test).forEach((name) => inTest.add(name));
    const target = [...host, ...runNames(output, packages, platforms), ...names(requirements.test)];
    for (const name of target) onTarget.providers(name).forEach((provider) => direct.add(provider.root));
    for (const name of build) onBuild.providers(name).forEach((provider) => direct.add(provider.root));
  }
  for (const output of facts.outputs) inTest.addRunOf(output);
  const withoutSelf = (roots: Iterable<string>) =>
    new Set([...roots].filter((other) => other !== root).sort());
  return {
    build: withoutSelf([...onTarget.roots, ...onBuild.roots]),
    test: withoutSelf(inTest.roots),
    direct: withoutSelf(direct),
  };
}

/** Package names with everything that has to be installed with them, for one platform. */
class Closure {
  readonly roots = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(
    private readonly packages: Packages,
    private readonly platforms: Platforms,
    private readonly subdir: string,
  ) {}

  providers(name: string): Provider[] {
    return installable(name, this.packages, this.subdir);
  }

  add(name: string): void {
    const pending = [name];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (this.seen.has(next)) continue;
      this.seen.add(next);
      for (const { root, output } of this.providers(next)) {
        this.roots.add(root);
        pending.push(...runNames(output, this.packages, this.platforms));
      }
    }
  }

  addRunOf(output: OutputFacts): void {
    for (const name of runNames(output, this.packages, this.platforms)) this.add(name);
  }
}

/** What an output runs on: its own run section, and what its host and build dependencies export to it. */
function runNames({ requirements }: OutputFacts, packages: Packages, platforms: Platforms): string[] {
  const { run, host, build } = requirements;
  const inherited = host
    .flatMap(({ name }) => packages.get(name) ?? [])
    .flatMap(({ output }) => names(output.requirements.weakExports, output.requirements.strongExports));
  return [...names(run), ...inherited, ...strongExportsOf(names(build), packages, platforms)];
}

function strongExportsOf(tools: string[], packages: Packages, platforms: Platforms): string[] {
  return tools
    .flatMap((name) => installable(name, packages, platforms.build))
    .flatMap(({ output }) => names(output.requirements.strongExports));
}

/** Only a noarch package or one for the platform can be installed there. */
function installable(name: string, packages: Packages, platform: string): Provider[] {
  return (packages.get(name) ?? []).filter(({ output }) => ['noarch', platform].includes(output.subdir));
}

function names(...lists: { name: string }[][]): string[] {
  return lists.flat().map((requirement) => requirement.name);
}
