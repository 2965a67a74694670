import type { OpenRequirement } from './open-requirements';

/** All requirements in a run, by name. */
export class Demands {
  private readonly byName = new Map<string, OpenRequirement[]>();

  /** @param planned names that already have a recipe */
  constructor(planned: readonly string[]) {
    for (const name of planned) this.byName.set(name, []);
  }

  /** @returns those not required before */
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

  /** The constraint of all requirements so far: `>=1,<2`. */
  constraintOn(name: string): string {
    const constraints = this.of(name).map(({ constraint }) => constraint);
    return [...new Set(constraints.filter((constraint) => constraint !== ''))].join(',');
  }
}
