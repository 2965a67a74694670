import type { ErrorCode, YAMLParseError } from 'yaml';

const helpByCode: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'Replace the tab with spaces.',
  BAD_INDENT:
    'Align the line with its neighbors: the entries of one list or mapping start in the same column.',
  BLOCK_AS_IMPLICIT_KEY:
    'If the value contains `: `, put quotes around the value. Otherwise, align the line with its neighbors: the entries of one list or mapping start in the same column.',
  BAD_SCALAR_START: 'Put quotes around the value.',
  MISSING_CHAR:
    'Add the missing character: `:` after a key, `,` in a list, or a closing quotation mark, which may be missing in a line above.',
  MULTILINE_IMPLICIT_KEY:
    'If this line is a key, end it with `:`. If it continues the value above, indent it further than the key of that value.',
};

/** Help for YAML errors of the parser, most specific first. */
export function yamlHelp(
  text: string,
  offset: number,
  { code, message }: Pick<YAMLParseError, 'code' | 'message'>,
): string[] {
  const line = lineAround(text, offset);
  if (/[[{,]\s*\$\{\{/.test(line)) {
    return ['Put quotes around a template inside [ ] or { }: `["${{ name }}"]`.'];
  }
  if (/^\s*\{%/.test(line))
    return ['Set variables under `context:`; `{% %}` statements are only allowed in scripts.'];
  if (/(^|[^$"'])\{\{/.test(line)) return ['Write a template as `${{ name }}`, with the dollar sign.'];
  if (message.startsWith('Flow '))
    return [
      'Close each `[` with `]` and each `{` with `}`; indent the lines between them further than the key.',
    ];
  return [helpByCode[code] ?? 'Correct the YAML here; put quotes around values with special characters.'];
}

function lineAround(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? undefined : end);
}
