import { createHash } from 'node:crypto';

/** The report with the sha256 of its own text as its last key, which reveals damage of the report itself. */
export function withChecksum<T extends object>(report: T): T & { checksum: string } {
  return { ...report, checksum: checksumOf(report) };
}

export function hasRightChecksum({ checksum, ...report }: Record<string, unknown>): boolean {
  return checksum === checksumOf(report);
}

function checksumOf(report: object): string {
  return createHash('sha256').update(JSON.stringify(report)).digest('hex');
}
