import { posix } from 'node:path';
import type { SourceFolder } from '../source-folder';

const MAX_FILES = 10;
const MAX_LINE = 2000;

/** The requirements in a requirements.txt and its included files, without pip's options and URLs. */
export function readRequirementsFile(source: SourceFolder, file: string): string[] {
  const seen = new Set<string>();
  return readFile(source, posix.normalize(file), seen);
}

function readFile(source: SourceFolder, file: string, seen: Set<string>): string[] {
  if (seen.has(file) || seen.size >= MAX_FILES) return [];
  seen.add(file);
  const text = source.read(file)?.replace(/\\\r?\n/g, '') ?? '';
  return text.split(/\r?\n/).flatMap((line) => {
    const requirement = line.replace(/(^|\s)#[\s\S]*$/, '').trim();
    const other = /^(?:-r|--requirement)(?:\s+|\s*=\s*)([^\s=]\S*)$/.exec(requirement)?.[1];
    if (other !== undefined) return readFile(source, posix.join(posix.dirname(file), other), seen);
    return isRequirement(requirement) ? [requirement.replace(/\s--hash[\s\S]*$/, '').trimEnd()] : [];
  });
}

/** Whether a line is not just an option, path or URL. */
function isRequirement(line: string): boolean {
  return line !== '' && line.length <= MAX_LINE && !line.startsWith('-') && !/^[.\w+]*[:/]/.test(line);
}
