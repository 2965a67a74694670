/** Random numbers that are the same in every run (mulberry32). */
export class Random {
  constructor(private state: number) {}

  /** An integer from 0 to `end`, excluding `end`. */
  below(end: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}

type Mutation = (text: Buffer, random: Random) => Buffer;

/** A recipe with typical damage by disks, editors, merges and attackers. */
export function mutate(text: Buffer, random: Random): Buffer {
  let mutated = text;
  for (let times = 1 + random.below(3); times > 0; times--) mutated = random.pick(MUTATIONS)(mutated, random);
  return mutated;
}

const MUTATIONS: Mutation[] = [
  // Bytes: one changed, some missing, some duplicated.
  (text, random) => splice(text, random.below(text.length), 1, Buffer.from([random.below(256)])),
  (text, random) => splice(text, random.below(text.length), random.below(200), Buffer.alloc(0)),
  (text, random) => splice(text, random.below(text.length), 0, text.subarray(0, random.below(text.length))),
  (text, random) => splice(text, random.below(text.length), 0, Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x80])),
  (text, random) => splice(text, random.below(text.length), 0, Buffer.from('\0')),
  // Encodings and line ends.
  (text) => Buffer.concat([Buffer.from('\ufeff'), text]),
  (text) => Buffer.from(text.toString('utf8'), 'utf16le'),
  (text) => replaced(text, /\n/g, '\r\n'),
  (text) => replaced(text, /\n/g, '\r'),
  (text) => replaced(text, / {2}/g, '\t'),
  // Indentation and punctuation.
  (text, random) => inLine(text, random, (line) => ' '.repeat(random.below(12)) + line.trimStart()),
  (text, random) => inLine(text, random, (line) => line.replace(/[:\-"'{}[\]]/, '')),
  (text, random) => inLine(text, random, (line) => `${line}\n${line}`),
  (text, random) => inLine(text, random, (line) => line + random.pick(JUNK)),
  (text, random) => inLine(text, random, () => random.pick(JUNK)),
  (text, random) => inLine(text, random, () => random.pick(HUGE)()),
];

const JUNK = [
  ...[
    '&a',
    '*a',
    '<<: *a',
    '!!binary x',
    '!<x> y',
    '? [a]',
    '---',
    '...',
    '%YAML 1.2',
    '|',
    '>-',
    '- - - -',
    '{',
    '}',
  ],
  ...[
    '[',
    ']',
    '"',
    "'",
    '`',
    '@',
    '# x',
    '${{',
    '}}',
    '${{ x',
    '${{ x | y(z) }}',
    '{% if %}',
    '{{ x }}',
    '$ {{',
  ],
  ...[
    'requirements: 1',
    'outputs: {}',
    'package: []',
    'context: [a]',
    'tests: x',
    'build: null',
    'name: ~',
    '1e999',
  ],
  '- if: a\n  then: {b: [c, {if: d}]}\n  else:',
  'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\ne: [*d, *d]',
  'context: {a: "${{ b }}", b: "${{ a }}"}',
  'host: ["${{ pin_subpackage() }}", "${{ compiler() }}", "${{ env.get() }}", "${{ load_from_file(1) }}"]',
];

/** Templates instead of names: each would keep the engine busy for minutes, or fill its memory. */
const EXPENSIVE = [
  ...['[1] * 1000000000', 'range(10**9) | list', '"a" * 1000000000', '[1] | tojson(1000000000)'],
  ...['[0] | batch(1000000000, 1)', '"a\\na" | indent(1000000000)', 'name.constructor', '__proto__'],
  ...['version | list | join(version) | replace("", version)', '{"a": {"b": [1] * 1000000000}}'],
  'not '.repeat(900),
  `1${'|string'.repeat(500)}`,
  '['.repeat(2_000),
];

const HUGE = [
  () => EXPENSIVE.map((expression) => `    - \${{ ${expression} }}`).join('\n'),
  () => `requirements: {host: [${EXPENSIVE.map((one) => `'x\${{ ${one} }}'`).join(', ')}]}`,
  () =>
    Array.from({ length: 200 }, (_, n) => `  v${n}: "\${{ ${n ? `v${n - 1} ~ v${n - 1}` : 'name'} }}"`).join(
      '\n',
    ),
  () => `context: {a: "${'a'.repeat(9_000)}", b: '\${{ a | replace("a", a) }}', version: '\${{ b }}'}`,
  () => '  a: {{ b }}\n'.repeat(2_000),
  () => `x: ${'}'.repeat(5_000)}`,
  () => `x: ${'!a &a '.repeat(3_000)}`,
  () => `x: ${'y'.repeat(1_000_000)}`,
  () => '['.repeat(5_000),
  () => '{a: '.repeat(2_000),
  () => '- '.repeat(3_000) + 'x',
  () => `x: ${'y'.repeat(300_000)}`,
  () => `x: [${'a, '.repeat(20_000)}b]`,
  () => Array.from({ length: 5_000 }, (_, n) => `k${n}: v`).join('\n'),
  () =>
    Array.from({ length: 40 }, (_, n) => `k${n}: &k${n} [${`*k${n - 1}, `.repeat(n ? 9 : 0)}x]`).join('\n'),
  () => `x: "\${{ ${'('.repeat(3_000)}1${')'.repeat(3_000)} }}"`,
  () => `x: ${'${{ a }}'.repeat(2_000)}`,
  () => `x: ${'"\\'.repeat(5_000)}`,
];

function splice(text: Buffer, at: number, length: number, inserted: Buffer): Buffer {
  return Buffer.concat([text.subarray(0, at), inserted, text.subarray(at + length)]);
}

function replaced(text: Buffer, pattern: RegExp, by: string): Buffer {
  return Buffer.from(text.toString('latin1').replace(pattern, by), 'latin1');
}

function inLine(text: Buffer, random: Random, change: (line: string) => string): Buffer {
  const lines = text.toString('latin1').split('\n');
  const at = random.below(lines.length);
  lines[at] = change(lines[at] ?? '');
  return Buffer.from(lines.join('\n'), 'latin1');
}
