import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ScriptFile } from '../engine/causes/script-place';
import type { CondaTask } from './task';

const LONGEST = 200_000;
const SCRIPT = /\.(?:sh|bash|bat|py|ps1|pl|R)$/;

/** The recipe, and the scripts in its folder, with paths relative to the workspace. */
export function scriptFiles({ recipe, recipePath }: CondaTask): ScriptFile[] {
  const names = namesIn(dirname(recipe)).filter((name) => SCRIPT.test(name));
  return [
    ...textOf(recipe, recipePath),
    ...names.flatMap((name) => textOf(join(dirname(recipe), name), join(dirname(recipePath), name))),
  ];
}

/** The script that rattler-build runs in a build folder. */
export function generatedScript(workFolder: string): string | undefined {
  return textOf(join(workFolder, 'conda_build.sh'), '')[0]?.text;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function textOf(file: string, path: string): ScriptFile[] {
  try {
    return statSync(file).size > LONGEST ? [] : [{ path, text: readFileSync(file, 'utf8') }];
  } catch {
    return [];
  }
}
