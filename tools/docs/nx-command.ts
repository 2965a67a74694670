import { camelCase, lists, nxHelp, schemaOf, targetKinds } from './known-options';

/** Targets of other plugins, in examples. */
const OTHER_TARGETS = ['build', 'test', 'lint'];

/** Commands of Nx that are used without targets. */
const NX_COMMANDS = [
  ...['add', 'daemon', 'graph', 'init', 'migrate', 'release', 'release publish', 'release version', 'report'],
  ...['reset', 'show', 'show project', 'show projects', 'sync'],
];

interface Parsed {
  /** Without values. */
  options: string[];
  /** Values by option; several values of an option are joined by commas. */
  values: Map<string, string>;
  positional: string[];
}

/** Says what is wrong with `nx <words>`. */
export async function nxProblem(words: string[]): Promise<string | undefined> {
  const [command = '', ...rest] = words;
  const parsed = parse(rest);
  if (command === 'g' || command === 'generate') return generatorProblem(parsed);
  if (command === 'run-many' || command === 'affected') return manyProblem(command, parsed);
  if (command === 'run') return runProblem(parsed);
  if (/^conda-/.test(command)) return targetsProblem([command], parsed.options);
  const known = NX_COMMANDS.filter((one) => `${words.join(' ')} `.startsWith(`${one} `));
  const longest = known.sort((a, b) => b.length - a.length)[0];
  if (longest === undefined) return `Nx has no command ${command}, or the test does not know it`;
  return unlisted(parsed.options, await nxHelp(longest));
}

function parse(words: string[]): Parsed {
  const options: string[] = [];
  const values = new Map<string, string>();
  const positional: string[] = [];
  let last: string | undefined;
  for (const word of words) {
    const [, option, value] = /^(--?[a-zA-Z][\w-]*)(?:=([^]*))?$/.exec(word) ?? [];
    if (option !== undefined) {
      options.push(option);
      if (value !== undefined) values.set(option, value);
      last = value === undefined ? option : undefined;
    } else if (last !== undefined) {
      values.set(last, [values.get(last), word].filter(Boolean).join(','));
    } else positional.push(word);
  }
  return { options, values, positional };
}

async function generatorProblem({ options, positional: [name = '', ...args] }: Parsed) {
  const generator = name.replace(/^nx-conda:/, '');
  const schema = schemaOf(`generators/${generator}`);
  if (schema === undefined) return `nx-conda has no generator ${generator}`;
  const given = options.map((option) => camelCase(option).slice(2));
  const open = (schema.required ?? []).filter((required) => !given.includes(required));
  // The first arguments are values of options with `$default`.
  const taken = open.filter(
    (required) => schema.properties[required]?.$default === undefined || args.length === 0,
  );
  if (taken.length > 0) return `the generator ${generator} requires ${taken.join(', ')}`;
  const others = options.filter((option) => !(camelCase(option).slice(2) in schema.properties));
  return unlisted(others, await nxHelp('generate'));
}

async function manyProblem(command: string, { options, values }: Parsed) {
  const targets = ['-t', '--targets', '--target'].flatMap((name) => values.get(name)?.split(',') ?? []);
  if (targets.length === 0) return `${command} names no target`;
  return targetsProblem(targets, options, command);
}

async function runProblem({ options, positional }: Parsed) {
  const [task = ''] = positional;
  const [, target = ''] = task.split(':');
  return target === '' ? `${task} names no target` : targetsProblem([target], options);
}

async function targetsProblem(targets: string[], options: string[], command = 'run-many') {
  const kinds = targets.map(kindOf);
  const unknown = targets.filter(
    (target, index) => kinds[index] === undefined && !OTHER_TARGETS.includes(target),
  );
  if (unknown.length > 0) return `no project has a target ${unknown.join(', ')}`;
  const schemas = kinds.map((kind) => kind && schemaOf(`executors/${kind}`));
  const isOwn = (option: string) =>
    schemas.some((schema) => schema && camelCase(option).slice(2) in schema.properties);
  return unlisted(
    options.filter((option) => !isOwn(option)),
    await nxHelp(command),
  );
}

/** `conda-build`, or `conda-build--cuda126-py311` for one variant. */
function kindOf(target: string): string | undefined {
  if (/^<\w+>$/.test(target)) return 'build';
  return targetKinds().find((kind) => new RegExp(`^conda-${kind}(--[\\w.-]+)?$`).test(target));
}

function unlisted(options: string[], help: string): string | undefined {
  const unknown = options.filter((option) => !lists(help, option));
  return unknown.length > 0 ? `unknown options ${unknown.join(', ')}` : undefined;
}
