import { posix } from 'node:path';

/** pip's list of the files of a wheel, with the sha256 of each. */
export function isWheelRecord(path: string): boolean {
  return path.endsWith('.dist-info/RECORD');
}

/**
 * The text of a `RECORD` without hash and size of some files: otherwise, the masked content of an extension module
 * would still affect its hash here.
 * @param path of the `RECORD` in the package; its rows are relative to the folder above `*.dist-info`.
 * @param masked paths of these files in the package.
 */
export function maskRecord(text: string, path: string, masked: ReadonlySet<string>): string {
  const root = posix.dirname(posix.dirname(path));
  return text
    .split('\n')
    .map((row) => {
      const file = fileOf(row);
      return masked.has(posix.join(root, file)) ? file : row;
    })
    .join('\n');
}

/** The first field of a CSV row, which is quoted if it contains a comma. */
function fileOf(row: string): string {
  const quoted = /^"((?:[^"]|"")*)"/.exec(row)?.[1];
  return quoted?.replaceAll('""', '"') ?? row.split(',', 1)[0] ?? '';
}
