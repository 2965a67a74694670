import { positionIn } from '../recipe/parts/position';
import type { CheckedFile, Place } from '../recipe/yaml/place';

/** `# nx-conda-ignore missing-tests: there is nothing to run`, as found in a file. */
export interface IgnoreComment {
  at: Place;
  ids: string[];
  /** Empty if missing. */
  reason: string;
  /** 1-based; undefined for the whole file: `nx-conda-ignore-file`. */
  line: number | undefined;
  isUsed: boolean;
}

const COMMENT =
  /(?:#|\/\/|::|\brem\s)[ \t]*nx-conda-ignore(-file)?[ \t]+([a-z][\w-]*(?:[ \t]*,[ \t]*[a-z][\w-]*)*)[ \t]*(?::[ \t]*([^\r\n]*))?/gi;

/** The comments of a file that ignore findings. */
export function ignoreComments(file: CheckedFile): IgnoreComment[] {
  if (!file.text.includes('nx-conda-ignore')) return [];
  return [...file.text.matchAll(COMMENT)].map((match) => {
    const [text, forFile, ids = '', reason = ''] = match;
    return {
      at: { file, start: match.index, end: match.index + text.trimEnd().length },
      ids: ids.split(',').map((id) => id.trim()),
      reason: reason.trim(),
      line: forFile ? undefined : positionIn(file, match.index).line,
      isUsed: false,
    };
  });
}

/** Whether a comment covers a finding of a rule in a line: its own line or the next. */
export function covers({ ids, line }: IgnoreComment, rule: string, at: number): boolean {
  return ids.includes(rule) && (line === undefined || line === at || line === at - 1);
}
