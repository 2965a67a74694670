import { codeFrame } from '../../recipe/yaml/diagnostic';
import { automaticFix, type Finding, type Severity } from '../finding';

/** Colors of severities in a terminal. */
export interface SeverityColors {
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
  dim(text: string): string;
}

/**
 * Findings as text: each with its place, a code frame, the reason and instructions. An info has no frame.
 */
export function findingsText(findings: readonly Finding[], colors: SeverityColors): string {
  return findings.map((finding) => findingText(finding, colors)).join('\n\n');
}

/** `cumm/recipe.yaml: 2 errors, 1 warning. 1 can be fixed with nx run cumm:conda-check --fix` */
export function findingsSummary(findings: readonly Finding[], recipe: string, command: string): string {
  if (findings.length === 0) return `${recipe}: no problems found.`;
  const count = (severity: Severity, word: string) => {
    const { length } = findings.filter((finding) => finding.severity === severity);
    return length === 0 ? [] : [`${length} ${word}${length === 1 || word === 'info' ? '' : 's'}`];
  };
  const counts = [...count('error', 'error'), ...count('warning', 'warning'), ...count('info', 'info')].join(
    ', ',
  );
  const fixable = findings.filter((finding) => automaticFix(finding) !== undefined).length;
  return `${recipe}: ${counts}.${fixable > 0 ? ` ${fixable} can be fixed with ${command} --fix` : ''}`;
}

function findingText(finding: Finding, colors: SeverityColors): string {
  const { at, line, column, severity, rule, message, why } = finding;
  const color = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  const head = `${at.file.path}:${line}:${column}  ${color(severity)}  ${message}  ${colors.dim(rule)}`;
  if (severity === 'info') return [head, indented(why), ...stepsOf(finding)].join('\n');
  const frame = codeFrame(at.file.text, line, column);
  return [head, '', ...frame, '', indented(why), ...stepsOf(finding)].join('\n');
}

function stepsOf(finding: Finding): string[] {
  const fix = automaticFix(finding);
  const { help } = finding;
  const steps = fix ? [...help, `Or let --fix make this change: ${fix.description}.`] : help;
  return steps.map((step, index) => `  ${index + 1}. ${step}`);
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
