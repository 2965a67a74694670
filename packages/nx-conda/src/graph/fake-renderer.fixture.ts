import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RenderedOutput } from '../recipe/facts/rendered-outputs';

/** Answers by the name of the recipe's folder: its outputs, or the error. */
type Answers = Record<string, RenderedOutput[] | string>;

/**
 * Imitates rattler-build: it renders nothing, and prints prepared outputs. Like rattler-build it prints none for a whole
 * run if one recipe fails, and says in its JSON log which recipe an output is from.
 */
const PROGRAM = `
const { appendFileSync, readFileSync } = require('node:fs');
const { basename, dirname } = require('node:path');
const args = process.argv.slice(2);
const recipes = args.filter((_, i) => args[i - 1] === '--recipe');
const names = recipes.map((recipe) => basename(dirname(recipe)));
const settings = args.slice(args.lastIndexOf('--recipe') + 2).join(' ');
appendFileSync(__dirname + '/runs', JSON.stringify({ recipes: names, settings }) + '\\n');
const { printed, answers } = JSON.parse(readFileSync(__dirname + '/answers.json', 'utf8'));
if (printed !== undefined) {
  console.log(printed);
  process.exit();
}
const log = (message) => console.error(JSON.stringify({ fields: { message } }));
const outputs = recipes.flatMap((recipe, i) => {
  log('Processing recipe at path: ' + recipe);
  const answer = answers[names[i]];
  if (typeof answer === 'string') {
    console.error(answer);
    process.exit(1);
  }
  for (const { recipe } of answer) log('Build variant: ' + recipe.package.name + '-1-h_0');
  return answer;
});
console.log(JSON.stringify(outputs));
`;

/** A run of it. */
interface Run {
  /** The names of the folders. */
  recipes: string[];
  /** The arguments after the recipes. */
  settings: string;
}

/** A rattler-build for the tests, in a folder of its own. */
export class FakeRenderer {
  constructor(
    private readonly folder: string,
    version = '0.74.0',
  ) {
    const command = join(folder, 'rattler-build');
    const program = join(folder, 'program.js');
    mkdirSync(folder, { recursive: true });
    writeFileSync(program, PROGRAM);
    // Every graph asks for the version: a shell starts faster.
    const versionLine = `if [ "$1" = --version ]; then echo rattler-build ${version}; exit; fi`;
    writeFileSync(command, `#!/bin/sh\n${versionLine}\nexec '${process.execPath}' '${program}' "$@"\n`);
    chmodSync(command, 0o755);
  }

  answer(answers: Answers): void {
    writeFileSync(join(this.folder, 'answers.json'), JSON.stringify({ answers }));
  }

  /** It prints this text for all recipes. */
  print(printed: string): void {
    writeFileSync(join(this.folder, 'answers.json'), JSON.stringify({ printed }));
  }

  /** The runs since the last call. */
  runs(): Run[] {
    const file = join(this.folder, 'runs');
    const lines = readFileSync(file, { encoding: 'utf8', flag: 'a+' }).split('\n');
    writeFileSync(file, '');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Run);
  }
}

type Requirements = NonNullable<RenderedOutput['recipe']['requirements']>;

/** An output as rattler-build prints it. */
export function rendered(
  name: string,
  requirements: Requirements = {},
  variant: Record<string, unknown> = {},
): RenderedOutput {
  return {
    recipe: { package: { name, version: '1' }, build: { string: 'h_0' }, requirements },
    build_configuration: { target_platform: 'noarch', variant },
  };
}
