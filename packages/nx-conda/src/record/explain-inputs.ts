import type { BuildInputs } from './recorded-inputs';

/**
 * The differences between the inputs of a build and the present ones, one line each; empty: it would be reused.
 * @param before inputs of the last successful build.
 */
export function changedInputs(before: BuildInputs, now: BuildInputs): string[] {
  // Both record the content of a named file.
  const files = [
    ...differences(before.files, now.files).map(describeFile),
    ...differences(before.unseen, now.unseen).map(describeUnseen),
  ];
  return [
    ...new Set(files),
    ...differences(before.variants, now.variants).flatMap(([file, old = {}, current = {}]) =>
      differences(old, current).map((change) => `${file}: ${describeValue(change)}`),
    ),
    ...differences(before.environment, now.environment).map(
      (change) => `environment variable ${describeValue(change)}`,
    ),
    ...differences(before.options, now.options).flatMap(describeOption),
    ...differences(before.upstream, now.upstream).flatMap(describeUpstream),
  ];
}

/** A key with its old and new value; undefined: missing. */
type Difference<T> = [key: string, before: T | undefined, now: T | undefined];

function differences<T>(before: Record<string, T>, now: Record<string, T>): Difference<T>[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return keys
    .map((key): Difference<T> => [key, before[key], now[key]])
    .filter(([, old, current]) => JSON.stringify(old) !== JSON.stringify(current));
}

function describeFile([path, before, now]: Difference<string>): string {
  if (before === undefined) return `${path} is new`;
  return now === undefined ? `${path} is gone` : `${path} has changed`;
}

function describeUnseen([what, before, now]: Difference<string>): string {
  const isWas = (value: string | undefined, other: string | undefined) =>
    other === undefined && value?.startsWith('executable') && !value.includes(',');
  if (isWas(now, before)) return `${what} is now executable`;
  if (isWas(before, now)) return `${what} is no longer executable`;
  if (before === undefined) return `${what} is new${said(now)}`;
  if (now === undefined) return `${what} is gone`;
  return `${what} has changed${said(now)}`;
}

/** Hashes mean nothing to people. */
function said(value = ''): string {
  return /^\d+$/.test(value) ? '' : `: ${value.replace(/, \d+$/, '')}`;
}

function describeValue([name, before, now]: Difference<unknown>): string {
  return `${name}: ${shown(before)} → ${shown(now)}`;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'not set';
  return typeof value === 'string' ? JSON.stringify(value) : JSON.stringify(value).replaceAll(',', ', ');
}

/** `builtWith` contains two versions: only the changed one gets a line. */
function describeOption(change: Difference<unknown>): string[] {
  const [name, before, now] = change;
  if (name !== 'builtWith') return [`option ${describeValue(change)}`];
  const [old, current] = [before, now].map((value) => String(value ?? '').split(', '));
  return (current ?? []).flatMap((version, index) =>
    version === old?.[index] ? [] : [`${old?.[index] ?? 'nothing'} → ${version}`],
  );
}

function describeUpstream([project, before, now]: Difference<Record<string, string>>): string[] {
  if (before === undefined) return [`${project} is now needed, but was not before`];
  if (now === undefined) return [`${project} is no longer needed, or has not been built`];
  return differences(before, now).map(([file, old, current]) => {
    if (old === undefined) return `${project}: ${file} is new`;
    return current === undefined ? `${project}: ${file} is gone` : `${project}: content of ${file} changed`;
  });
}
