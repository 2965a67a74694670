import { ExplainedError } from '../../explained-error';
import type { CiGeneratorOptions } from './options.schema';

/** The options that decide the content of workflows, in the order of the header. */
const KEYS = ['provider', 'mode', 'jobs', 'waves', 'runner', 'gpuRunner'] as const;

export type CiOptions = Pick<CiGeneratorOptions, (typeof KEYS)[number]>;

const START = '# Written by `nx g nx-conda:ci';
const REST = '`. `nx sync` updates this file: to keep changes of your own, delete this line.';

/** The first line of a written file, which says how to write it again. */
export function headerOf(options: CiOptions): string {
  const given = KEYS.flatMap((key) => {
    const value = options[key];
    return value === undefined ? [] : ` --${key}=${JSON.stringify(value).replace(/^"([^" ]*)"$/, '$1')}`;
  });
  return `${START}${given.join('')}${REST}`;
}

/** The options in the header of a file; undefined if the file has no such header. */
export function optionsInHeader(text: string): CiOptions | undefined {
  const [line = ''] = text.split(/\r?\n/, 1);
  if (!line.startsWith(START) || !line.endsWith(REST)) return undefined;
  const given: Record<string, unknown> = {};
  for (const [, key = '', quoted, plain] of line.matchAll(/ --(\w+)=(?:"([^"]*)"|([^\s`]+))/g)) {
    const value = quoted ?? plain ?? '';
    given[key] = key === 'jobs' || key === 'waves' ? Number(value) : value;
  }
  return given as unknown as CiOptions;
}

/**
 * Labels and tags become YAML, expressions of the CI system, and the header.
 * @throws ExplainedError
 */
export function requirePlainOptions({ runner, gpuRunner }: CiOptions): void {
  for (const [name, value] of Object.entries({ runner, gpuRunner })) {
    if (value === undefined || /^[\w.:/@+-]+([ ,]+[\w.:/@+-]+)*$/.test(value)) continue;
    throw new ExplainedError(`--${name} is ${JSON.stringify(value)}, which is not a label of machines.`, [
      'Write letters, digits, spaces and the characters . : / @ + - _ only, with commas between labels.',
    ]);
  }
}

/** Labels of a machine, which an option separates by commas. */
export function labelsOf(machine: string | undefined): string[] | undefined {
  return machine?.split(',').map((label) => label.trim());
}
