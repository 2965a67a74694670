import type { Finding } from '../finding';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands of GitHub Actions that annotate lines, one per finding. */
export function findingsGithub(findings: readonly Finding[]): string {
  return findings.map(annotation).join('\n');
}

function annotation({
  at,
  line,
  column,
  endLine,
  endColumn,
  severity,
  rule,
  message,
  why,
  help,
}: Finding): string {
  const place = {
    ...{ file: at.file.path, line, endLine },
    // Columns count only within one line.
    ...(line === endLine && { col: column, endColumn }),
    title: `nx-conda ${rule}`,
  };
  const properties = Object.entries(place).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  const text = [message, why, ...help].join('\n');
  return `::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
