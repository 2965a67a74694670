import type { OutputFacts, RunExportKind } from '../recipe/parts/facts';
import type { Packages, Provider } from './packages';

export interface Platforms {
  /** Where the build's tools run. */
  build: string;
  /** Where the packages run. */
  target: string;
}

/** What must be installed together, among the packages of the workspace; answers are memoized. */
export class Installation {
  private readonly runNamesOf = new Map<OutputFacts, string[]>();

  constructor(
    private readonly packages: Packages,
    readonly platforms: Platforms,
  ) {}

  /** Only noarch packages and those of the platform can be installed. */
  providers(name: string, platform: string): Provider[] {
    return (this.packages.get(name) ?? []).filter(({ output }) =>
      ['noarch', platform].includes(output.subdir),
    );
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
      ...this.exported(output, host, this.platforms.target, inherits.kinds),
    ];
  }

  private exportedByTools(output: OutputFacts): string[] {
    return this.exported(output, names(output.requirements.build), this.platforms.build, ['strong']);
  }

  /** The exports of these packages to an output. */
  private exported(
    { inherits }: OutputFacts,
    from: string[],
    platform: string,
    kinds: RunExportKind[],
  ): string[] {
    return from
      .filter((name) => !inherits.exceptFrom.includes(name))
      .flatMap((name) => this.providers(name, platform))
      .flatMap(({ output }) => kinds.flatMap((kind) => names(output.requirements.exports[kind])))
      .filter((name) => !inherits.exceptNames.includes(name));
  }
}

function names(...lists: { name: string }[][]): string[] {
  return lists.flat().map((requirement) => requirement.name);
}
