import type { TargetConfiguration } from '@nx/devkit';
import { isObject } from './project-file';

/** Stands for the inferred items in a list of project.json, as in Nx. */
const REST = '...';

/** The options of a target in a project.json. @param written as written: it may be anything. */
export function optionsOf(written: unknown): Record<string, unknown> {
  return isObject(written) && isObject(written['options']) ? written['options'] : {};
}

/** What Nx does with the target of a project.json, for a target of another project. */
export function withWritten(target: TargetConfiguration, written: unknown): TargetConfiguration {
  if (!isObject(written)) return target;
  const merged: Record<string, unknown> = { ...target, ...written };
  for (const key of ['inputs', 'outputs', 'dependsOn'] as const) {
    const list = written[key];
    if (Array.isArray(list))
      merged[key] = list.flatMap((item: unknown) => (item === REST ? (target[key] ?? []) : [item]));
  }
  merged['options'] = { ...(target.options as object), ...optionsOf(written) };
  return merged as TargetConfiguration;
}
