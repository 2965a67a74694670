import type { Finding } from '../finding';

/** One line of JSON: project, recipe, and every finding with its place and fix. */
export function findingsJson(findings: readonly Finding[], project: string, recipe: string): string {
  return JSON.stringify({ project, recipe, findings: findings.map(findingJson) });
}

function findingJson({
  rule,
  severity,
  at,
  line,
  column,
  endLine,
  endColumn,
  message,
  why,
  help,
  fix,
}: Finding) {
  return {
    ...{ rule, severity, file: at.file.path, line, column, endLine, endColumn, message, why, help },
    ...(fix && { fix: { description: fix.description, edits: fix.edits } }),
  };
}
