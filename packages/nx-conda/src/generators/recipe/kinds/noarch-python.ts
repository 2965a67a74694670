import { compareVersions } from '../../../knowledge/versions';
import { condaConstraint } from '../requirements/conda-constraint';
import { line, type RequirementLine } from '../requirements/requirement-lines';

/** Older Pythons are end-of-life; requirements for only those are dropped. */
export const OLDEST_PYTHON = '3.9';

/** The Python of a noarch package. */
export interface NoarchPython {
  host: RequirementLine;
  run: RequirementLine;
  /** The minor release for `python_min` in the context, if the source needs a newer one than the variants have. */
  pythonMin: string | undefined;
}

/**
 * @param pythonMin of the variants: conda-forge builds and tests noarch packages with the oldest Python that they
 *   support; undefined if the variants do not have it
 */
export function noarchPython(
  requiresPython: string | undefined,
  pythonMin: string | undefined,
): NoarchPython {
  const written = condaConstraint(requiresPython ?? '').text;
  const bounds = written.split(',').filter((bound) => bound !== '' && !isEnded(bound));
  if (pythonMin !== undefined) return withPythonMin(bounds, pythonMin);
  const run = lineOf(bounds, written);
  return { host: run, run, pythonMin: undefined };
}

function lineOf(bounds: readonly string[], written: string): RequirementLine {
  // `~=3.6` and `3.6.*` cannot be raised; other lower bounds are high enough.
  if (bounds.some(isLowerBound)) return line(`python ${bounds.join(',')}`);
  const others = bounds.filter((bound) => !bound.startsWith('>'));
  const comment =
    written === ''
      ? undefined
      : `The source requires Python ${written}. Here, the lower bound is ${OLDEST_PYTHON}, because older releases are end-of-life.`;
  return line(`python ${[`>=${OLDEST_PYTHON}`, ...others].join(',')}`, comment);
}

const MIN = '${{ python_min }}';

function withPythonMin(bounds: readonly string[], pythonMin: string): NoarchPython {
  const [lowest] = bounds.flatMap((bound) => minorOf(bound) ?? []);
  const isNewer = lowest !== undefined && compareVersions(lowest, pythonMin) > 0;
  // `>=3.11.14` says more than `python_min`.
  const own = bounds.filter((bound) => !isSaid(bound, pythonMin));
  const isExact = own.some((bound) => compareVersions(minorOf(bound) ?? '0', pythonMin) >= 0);
  return {
    host: line(`python ${MIN}.*`),
    run: line(`python ${[...(isExact ? [] : [`>=${MIN}`]), ...own].join(',')}`),
    pythonMin: isNewer ? lowest : undefined,
  };
}

/** Whether `python_min` says as much as a lower bound. */
function isSaid(bound: string, pythonMin: string): boolean {
  const [, version = ''] = /^>=?(\d+(?:\.\d+)*)$/.exec(bound) ?? [];
  return version !== '' && (/^\d+(\.\d+)?$/.test(version) || compareVersions(version, pythonMin) <= 0);
}

/** `3.11` of `>=3.11.2` and `~=3.11`; `3.12` of `>3.11`; undefined if the bound is not a lower one. */
function minorOf(bound: string): string | undefined {
  const [, operator = '', major, minor = '0', rest] =
    /^(>=|>|~=|==|)(\d+)(?:\.(\d+))?(.*)$/.exec(bound) ?? [];
  if (major === undefined) return undefined;
  return operator === '>' && rest === '' ? `${major}.${Number(minor) + 1}` : `${major}.${minor}`;
}

function isLowerBound(bound: string): boolean {
  if (/^(~=|==|\d)/.test(bound)) return true;
  const [, version] = /^>=?(\d+(?:\.\d+)*)/.exec(bound) ?? [];
  return version !== undefined && compareVersions(version, OLDEST_PYTHON) >= 0;
}

/** `!=3.2.*` */
function isEnded(bound: string): boolean {
  const [, version] = /^!=(\d+\.\d+)(\.|$)/.exec(bound) ?? [];
  return version !== undefined && compareVersions(version, OLDEST_PYTHON) < 0;
}
