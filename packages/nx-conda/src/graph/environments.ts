import type { OutputFacts, Requirement } from '../recipe/parts/facts';
import { variantId } from '../recipe/facts/configured-variant';
import type { Installation } from './installation';

/** The projects that a project needs, as roots, without itself. */
export interface Needs {
  /** Everything that must be built before it: providers of build and host requirements with their run closure. */
  build: Set<string>;
  /** Everything in its test environment: its own run closure and that of the tests' requirements. */
  test: Set<string>;
  /** Projects in it whose own tests also run: providers of the names under `downstream` in its tests. */
  downstream: Set<string>;
  /** Providers of the recipe's requirements and of what is exported to it: the edges of the project graph. */
  direct: Set<string>;
}

/**
 * Design: a build needs host requirements, the build requirements that a workspace project provides for the build
 * platform, the pins of run and run_exports, and the run closure of all these. A test needs the run closure of the
 * package and of the tests' requirements. A downstream test needs the run closure of the package that it names and of
 * its tests (rattler-build 0.74 skips the downstream tests of those). What a dependency exports counts as a run
 * requirement.
 */
export function needsOf(root: string, outputs: OutputFacts[], installation: Installation): Needs {
  const { build, target } = installation.platforms;
  const onTarget = new Closure(installation, target);
  const onBuild = new Closure(installation, build);
  const inTest = new Closure(installation, target);
  const downstream = new Set<string>();
  for (const output of outputs) {
    const { requirements } = output;
    const add = (closure: Closure, names: string[]) => names.forEach((name) => closure.add(name, output));
    add(onTarget, installation.hostNames(output));
    add(onBuild, namesIn(requirements.build));
    add(inTest, [...namesIn(requirements.test), ...installation.runNames(output)]);
    for (const { name } of requirements.downstream) {
      inTest.add(name, output);
      for (const provider of installation.providers(name, target, [output.variant])) {
        downstream.add(provider.root);
        provider.output.requirements.test.forEach((needed) =>
          inTest.install(needed.name, [output, provider.output]),
        );
      }
    }
  }
  const asked = [onTarget, onBuild, inTest].flatMap((closure) => [...closure.asked]);
  return {
    build: withoutSelf(root, [...onTarget.roots, ...onBuild.roots]),
    test: withoutSelf(root, inTest.roots),
    downstream: withoutSelf(root, downstream),
    direct: withoutSelf(root, asked),
  };
}

function namesIn(requirements: Requirement[]): string[] {
  return requirements.map(({ name }) => name);
}

function withoutSelf(root: string, roots: Iterable<string>): Set<string> {
  return new Set([...roots].filter((other) => other !== root).sort());
}

/** Package names with everything that must be installed with them, for one platform. */
class Closure {
  /** Projects that provide something in the environment. */
  readonly roots = new Set<string>();
  /** Projects that provide the names asked for. */
  readonly asked = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(
    private readonly installation: Installation,
    private readonly platform: string,
  ) {}

  /** @param output that requires the package. */
  add(name: string, output: OutputFacts): void {
    for (const { root } of this.installation.providers(name, this.platform, [output.variant])) {
      this.asked.add(root);
    }
    this.install(name, [output]);
  }

  /**
   * The same for a name from another recipe.
   * @param beside the output whose environment it is, and the output that requires the package.
   */
  install(name: string, beside: OutputFacts[]): void {
    const [owner] = beside;
    const pending = [{ name, beside }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const variants = next.beside.map(({ variant }) => variant);
      const key = this.installation.isSplit ? [next.name, ...variants.map(variantId)].join('\n') : next.name;
      if (this.seen.has(key)) continue;
      this.seen.add(key);
      for (const { root, output } of this.installation.providers(next.name, this.platform, variants)) {
        this.roots.add(root);
        const names = this.installation.runNames(output);
        pending.push(...names.map((one) => ({ name: one, beside: owner ? [owner, output] : [output] })));
      }
    }
  }
}
