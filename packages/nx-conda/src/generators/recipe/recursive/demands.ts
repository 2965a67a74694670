import type { OpenRequirement } from './open-requirements';

/** What is asked for in a run: each name once, whoever asks. */
export class Demands {
  private readonly byName = new Map<string, OpenRequirement[]>();

  /** @param planned names that need no recipe any more */
  constructor(planned: readonly string[]) {
    for (const name of planned) this.byName.set(name, []);
  }

  /** @returns those that nobody has asked for before */
  add(requirements: readonly OpenRequirement[]): OpenRequirement[] {
    return requirements.filter((one) => {
      const before = this.byName.get(one.name);
      this.byName.set(one.name, [...(before ?? []), one]);
      return !before;
    });
  }

  of(name: string): readonly OpenRequirement[] {
    return this.byName.get(name) ?? [];
  }

  /** Of all who have asked so far: `>=1,<2`. */
  constraintOn(name: string): string {
    const constraints = this.of(name).map(({ constraint }) => constraint);
    return [...new Set(constraints.filter((constraint) => constraint !== ''))].join(',');
  }
}
