import type { OpenRequirement } from './open-requirements';

const SHOWN = 10;

/** `a, b and 3 more` */
export function listOf(requirements: readonly OpenRequirement[]): string {
  const names = [...new Set(requirements.map(({ name }) => name))];
  const shown = names.slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}
