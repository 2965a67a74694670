import { findInScript, variablesOf } from '../recipe/parts/scripts';
import { cudaFolder } from '../knowledge/cuda-folder';
import type { Problem } from './finding';
import type { Subject } from './subject';

/** `${CUDA_HOME:-/usr/local/cuda}`, also with `-`, `:=` or `=`, and with quotes around the folder. */
const FALLBACK = /\$\{(\w{1,60}):?[-=]["']?(\/(?:usr\/local|opt)\/cuda[\w.-]{0,20})[^}\n]{0,100}\}/g;

/** Scripts that fall back to a system folder of CUDA for a variable that nothing in the recipe sets. */
export function* fallbackProblems({ scripts, levels, platform }: Subject): Generator<Problem> {
  const inEnvironment = new Set(levels.flatMap(variablesOf).map(({ name }) => name));
  const settings = scripts.map(({ commands }) => commands.replace(FALLBACK, ''));
  for (const script of scripts) {
    for (const { match, ...at } of findInScript(script, FALLBACK)) {
      const [, name = '', folder = ''] = match;
      const set = new RegExp(`\\b${name}=["']?[^\\s"';&|]`);
      if (inEnvironment.has(name) || settings.some((commands) => set.test(commands))) continue;
      yield {
        at,
        severity: 'info',
        message: `Where ${name} is not set, the build looks for CUDA in ${folder}.`,
        why: `Nothing in this recipe sets ${name}. conda's CUDA is in no system folder: on a machine without CUDA in this folder, the build fails; on another, it uses files that no package contains.`,
        help: [
          `Set ${name} in the script to a folder of the build: for headers and libraries from packages in host, \`$PREFIX/${cudaFolder(platform)}\`.`,
          `If a package in build or host sets ${name} when it is activated, add the comment \`# nx-conda-ignore hard-coded-cuda-path: <reason>\` to this line.`,
        ],
      };
    }
  }
}
