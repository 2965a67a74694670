import type { CiJob } from './ci-plan';

const SHOWN = 2;

/** `a, b and 3 more` */
export function namesOf({ projects }: Pick<CiJob, 'projects'>): string {
  const names = projects.map(({ name }) => name);
  const left = names.length - SHOWN;
  if (left <= 0) return names.join(' and ');
  return `${names.slice(0, SHOWN).join(', ')} and ${left} more`;
}
