import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const repository = dirname(dirname(__dirname));
const plugin = join(repository, 'packages/nx-conda');
const run = promisify(execFile);

interface Schema {
  properties: Record<string, { $default?: { $source: string } }>;
  required?: string[];
}

/** The schema of `executors/<name>` or `generators/<name>`; undefined if there is none. */
export function schemaOf(path: string): Schema | undefined {
  const file = join(plugin, 'src', path, 'schema.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Schema) : undefined;
}

/** The kinds of targets: `conda-<kind>` runs the executor of that name. */
export function targetKinds(): string[] {
  const { executors } = JSON.parse(readFileSync(join(plugin, 'executors.json'), 'utf8')) as {
    executors: Record<string, unknown>;
  };
  return Object.keys(executors);
}

const helps = new Map<string, Promise<string>>();

/** What `nx <command> --help` prints. */
export function nxHelp(command: string): Promise<string> {
  return cached(`nx ${command}`, [join(repository, 'node_modules/nx/dist/bin/nx.js'), ...command.split(' ')]);
}

/** What `npx nx-conda <command> --help` prints: by the source of its program. */
export function pluginHelp(command: string): Promise<string> {
  return cached(`nx-conda ${command}`, [...programOfPlugin(), command]);
}

/** Arguments for Node that run the program `nx-conda` from its source. */
export function programOfPlugin(): string[] {
  const { bin } = JSON.parse(readFileSync(join(plugin, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  const source = (bin['nx-conda'] ?? '').replace(/^(\.\/)?dist/, 'src').replace(/\.js$/, '.ts');
  return ['-r', '@swc-node/register', join(plugin, source)];
}

function cached(name: string, args: string[]): Promise<string> {
  const help = helps.get(name) ?? printed([...args, '--help']);
  helps.set(name, help);
  return help;
}

/** Some commands of Nx end with an error after their help. */
async function printed(args: string[]): Promise<string> {
  const env = { ...process.env, COLUMNS: '200' };
  const { stdout, stderr } = await run(process.execPath, args, { cwd: repository, env }).catch(
    (error: unknown) => error as { stdout: string; stderr: string },
  );
  return stdout + stderr;
}

/** Whether a help text lists an option, like `--dry-run`, `-t` or `--no-interactive`. */
export function lists(help: string, option: string): boolean {
  const listed = [...help.matchAll(/(?:^|[\s,[])(--?[\w-]+)/gm)].map(([, name = '']) => camelCase(name));
  const name = camelCase(option);
  return (
    listed.includes(name) ||
    listed.includes(name.replace(/^--no([A-Z])/, (_, first: string) => `--${first.toLowerCase()}`))
  );
}

/** Nx accepts both spellings. */
export function camelCase(option: string): string {
  return option.replaceAll(/(?<=\w)-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Whether the sources of `npm run <script>` know an option. */
export function scriptKnows(script: string, option: string): boolean {
  const [, folder = ''] = /(tools\/\w[\w-]*|benchmarks)\/main\.ts/.exec(script) ?? [];
  if (folder === '') return false;
  const name = option.replace(/^--/, '');
  return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(join(repository, folder, file), 'utf8'))
    .some((text) => text.includes(`--${name}`) || new RegExp(`\\b'?${name}'?: \\{ type:`).test(text));
}
