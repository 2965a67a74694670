import type { OutputFacts, RunExportKind } from '../recipe/parts/facts';
import { agree, type Variant } from '../recipe/facts/configured-variant';
import type { Packages, Provider } from './packages';

export interface Platforms {
  /** Where the build's tools run. */
  build: string;
  /** Where the packages run. */
  target: string;
}

/** What must be installed together, among the packages of the workspace; answers are memoized. */
export class Installation {
  /** Some recipes have a project for each variant: which of them provide a package depends on its user. */
  readonly isSplit: boolean;
  private readonly runNamesOf = new Map<OutputFacts, string[]>();
  /** Where outputs run whose recipes are for another platform than this installation. */
  private readonly otherTargets: ReadonlyMap<OutputFacts, string>;

  constructor(
    private readonly packages: Packages,
    readonly platforms: Platforms,
  ) {
    const all = [...packages.values()].flat();
    this.isSplit = all.some(({ variantOf }) => variantOf !== undefined);
    const targetOf = ({ output, target = platforms.build }: Provider) =>
      output.subdir === 'noarch' ? target : output.subdir;
    const others = all.filter((provider) => targetOf(provider) !== platforms.target);
    this.otherTargets = new Map(others.map((provider) => [provider.output, targetOf(provider)]));
  }

  /**
   * Only noarch packages and those of the platform can be installed.
   * @param beside variants of the packages in the same environment: if a recipe has a project for each variant, only
   * projects whose variant agrees with them provide the package; all of them if none agrees.
   */
  providers(name: string, platform: string, beside: readonly Variant[] = []): Provider[] {
    const installable = (this.packages.get(name) ?? []).filter(({ output }) =>
      ['noarch', platform].includes(output.subdir),
    );
    return this.isSplit ? agreeing(installable, beside) : installable;
  }

  /** Requirements of a host environment, including the strong exports of the build tools. */
  hostNames(output: OutputFacts): string[] {
    const { host, pins } = output.requirements;
    return [...names(host, pins), ...this.exportedByTools(output)];
  }

  /** Run requirements of an output: its run section, and the exports of its host and build dependencies. */
  runNames(output: OutputFacts): string[] {
    const known = this.runNamesOf.get(output) ?? [...new Set(this.findRunNames(output))];
    this.runNamesOf.set(output, known);
    return known;
  }

  private findRunNames(output: OutputFacts): string[] {
    const { requirements, inherits } = output;
    const byTools = this.exportedByTools(output);
    const host = [...names(requirements.host), ...byTools];
    return [
      ...names(requirements.run),
      ...(inherits.kinds.includes('strong') ? byTools : []),
      // A tool for the build platform was built with libraries of that platform.
      ...this.exported(output, host, this.otherTargets.get(output) ?? this.platforms.target, inherits.kinds),
    ];
  }

  private exportedByTools(output: OutputFacts): string[] {
    return this.exported(output, names(output.requirements.build), this.platforms.build, ['strong']);
  }

  /** The exports of these packages to an output. */
  private exported(
    { inherits, variant }: OutputFacts,
    from: string[],
    platform: string,
    kinds: RunExportKind[],
  ): string[] {
    return from
      .filter((name) => !inherits.exceptFrom.includes(name))
      .flatMap((name) => this.providers(name, platform, [variant]))
      .flatMap(({ output }) => kinds.flatMap((kind) => names(output.requirements.exports[kind])))
      .filter((name) => !inherits.exceptNames.includes(name));
  }
}

/** Chooses for each recipe on its own: several recipes may provide the package. */
function agreeing(providers: Provider[], beside: readonly Variant[]): Provider[] {
  const fits = providers.filter(({ output }) => beside.every((variant) => agree(variant, output.variant)));
  const chosen = new Set(fits.map(({ variantOf }) => variantOf));
  return providers.filter(
    (provider) =>
      provider.variantOf === undefined || !chosen.has(provider.variantOf) || fits.includes(provider),
  );
}

function names(...lists: { name: string }[][]): string[] {
  return lists.flat().map((requirement) => requirement.name);
}
