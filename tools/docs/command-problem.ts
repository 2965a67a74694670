import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lists, pluginHelp, scriptKnows } from './known-options';
import { nxProblem } from './nx-command';

const repository = dirname(dirname(__dirname));

/** Programs whose commands the tests do not run, each with the reason. */
export const NOT_RUN: Record<string, string> = {
  'apt-get': 'needs root',
  dnf: 'needs root, and another system',
  export: 'sets a variable for the next commands',
  npm: 'needs the network',
  pixi: 'needs the network',
  python: 'needs a GPU',
  'rattler-build': 'needs a server',
};

/** Programs that every system has: a typing error in their arguments is found by reading. */
const OF_THE_SYSTEM = ['cd', 'cp', 'curl', 'echo', 'git', 'grep', 'jq', 'ls', 'mkdir'];

/** Says what is wrong with a command, so far as that can be seen without running it. */
export async function commandProblem([program = '', ...args]: string[]): Promise<string | undefined> {
  if (program === 'npx') return npxProblem(args);
  if (program === 'nx' || program === './nx') return nxProblem(args);
  if (program === 'npm') return npmProblem(args);
  if (program === 'python') return pythonProblem(args);
  if (program in NOT_RUN || OF_THE_SYSTEM.includes(program)) return undefined;
  return `the test does not know the program ${program}: see tools/docs/command-problem.ts`;
}

async function npxProblem([program = '', ...args]: string[]): Promise<string | undefined> {
  if (/^nx(@\d+)?$/.test(program)) return nxProblem(args);
  if (program === 'nx-conda') return pluginProblem(args);
  if (program === 'create-nx-workspace') return undefined;
  return `npx ${program} is not known`;
}

async function pluginProblem([command = '', ...args]: string[]): Promise<string | undefined> {
  const help = await pluginHelp(command);
  if (!help.includes(`Usage: npx nx-conda ${command}`)) return `nx-conda has no command ${command}`;
  const unknown = args.filter((arg) => arg.startsWith('-')).map((arg) => arg.replace(/=.*$/, ''));
  const missing = unknown.filter((option) => !lists(help, option));
  return missing.length > 0 ? `unknown options ${missing.join(', ')}` : undefined;
}

function npmProblem([command = '', name = '', ...args]: string[]): string | undefined {
  if (['ci', 'i', 'init', 'install', 'pack', 'test'].includes(command)) return undefined;
  if (command !== 'run') return `npm ${command} is not known`;
  const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const script = scripts[name];
  if (script === undefined) return `package.json has no script ${name}`;
  const options = args.filter((arg) => /^--\w/.test(arg)).map((arg) => arg.replace(/=.*$/, ''));
  const unknown = options.filter((option) => !scriptKnows(script, option));
  return unknown.length > 0 ? `unknown options ${unknown.join(', ')}` : undefined;
}

function pythonProblem([first = '']: string[]): string | undefined {
  if (first.startsWith('-')) return undefined;
  return existsSync(join(repository, first)) ? undefined : `${first} does not exist`;
}
