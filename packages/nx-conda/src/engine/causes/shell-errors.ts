import { lineFinder } from './reported-error';

const REASONS = [
  'No such file or directory',
  'Permission denied',
  'command not found',
  'not found',
  'Is a directory',
  'Not a directory',
  'File exists',
  'Exec format error',
  'Text file busy',
  'unbound variable',
  'syntax error',
  'cannot ',
  "can't ",
  'failed',
  'invalid ',
  'unrecognized ',
  'Segmentation fault',
  'Aborted',
  'Killed',
].join('|');

const PATTERNS = [
  // `build.sh: line 5: foo: command not found`
  /^\S+: line \d+: /,
  // dash: `./build.sh: 5: foo: not found`
  /^\S+: \d+: \S.*: (?:not found|Permission denied|Syntax error)/,
  // `cp: cannot stat 'x': No such file or directory`, `make: ./gen.sh: Permission denied`
  new RegExp(String.raw`^\s*[\w.+/$-]+(?:\[\d+\])?: (?!warning|note|\*\*\*).*(?:${REASONS})`),
  /^(?:Segmentation fault|Aborted|Bus error|Illegal instruction|Killed)\b/,
  // C++
  /^terminate called|^ {2}what\(\): /,
  /^configure: error: /,
  // Perl, R, Ruby, Node.js, Julia
  / at \S+ line \d+\.$/,
  /^Error in .* : /,
  /^\S+\.rb:\d+:in /,
  /^Uncaught |^\w*Error: /,
  // pip: `× Cannot import build backend 'hatchling.build'.`
  /^\s*╰─> \w*Error: /,
  /^\s*× (?!Preparing metadata|Building wheel|Getting requirements|Encountered error|Failed to build)\S.*/,
  // `error: ...` of Cargo, setuptools, Git
  /^\s*(?:error|fatal|fatal error|ERROR|FATAL|Fatal|panic)\b[:!] /,
];

/** They only say that another program failed. */
const NOISE =
  /^\s*pip\._|pip's dependency resolver|Failed building wheel for|^\s*error: [\w-]+$|[Cc]ommand '?\[.*failed with|exit (?:code|status) \d+$|ninja: build stopped/;

/** Shells, small programs and everything that starts its message with `error:`. */
export const shellErrors = lineFinder('message', (line) =>
  PATTERNS.some((pattern) => pattern.test(line)) && !NOISE.test(line) ? line : undefined,
);
