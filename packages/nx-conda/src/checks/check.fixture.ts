import { check, type Severities } from './check';
import type { Rule } from './rule';
import { findInScript } from '../recipe/parts/scripts';
import { subjectFrom, type Surroundings } from './subject.fixture';
import { placeOf } from '../recipe/yaml/place';

/** Finds the requirements of a name, and the word in scripts. */
export const finder = (id: string, word: string): Rule => ({
  id,
  severity: 'warning',
  summary: `Finds ${word}`,
  *check(subject) {
    const shared = { message: `There is ${word}.`, why: 'It is there.', help: [] };
    for (const item of subject.items.filter(({ text }) => text === word))
      yield { ...shared, at: placeOf(subject, item.node) };
    for (const script of subject.scripts)
      for (const at of findInScript(script, new RegExp(`\\b${word}\\b`, 'g'))) yield { ...shared, at };
  },
});
export const rules = [finder('no-foo', 'foo'), finder('no-bar', 'bar')];
export const recipe = (...lines: string[]) =>
  `requirements:\n  run:\n${lines.map((line) => `    ${line}\n`).join('')}`;
export const found = (text: string, severities: Severities = {}, more: Surroundings = {}) =>
  check(subjectFrom(text, more), severities, rules);
export const idsOf = (...args: Parameters<typeof found>) =>
  found(...args).map(({ severity, rule, line }) => `${severity} ${line} ${rule}`);
