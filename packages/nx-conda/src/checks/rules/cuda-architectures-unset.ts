import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { child } from '../../recipe/yaml/nodes';
import { cudaCompilerItem, ownLevels, pytorchExtension } from '../cuda-builds';
import { buildTexts } from '../build-texts';
import { builtSources } from '../built-sources';
import { namedArchitectures } from '../named-cuda-architectures';
import { requestedReleases } from '../cuda-versions';
import {
  cummArchitectures,
  OWN_ARCHITECTURES,
  pytorchArchitectures,
} from '../../knowledge/cuda-architectures';
import type { Problem } from '../finding';
import { isShared, type Level } from '../../recipe/parts/outputs';
import { itemsFor, namesOf, type RequirementItem } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { variablesOf } from '../../recipe/parts/scripts';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';
import type { FileEdit } from '../../recipe/edit/edits';

/** A variable for architectures of CUDA, whatever build reads it, or flags of nvcc. */
const ARCHITECTURES = /CUDA_?ARCH|ARCH\w*_CUDA|GPU_ARCH|-gencode|--generate-code|\barch=(?:sm|compute)_/i;

/** Complication 9: PyTorch and cumm compile for the GPUs of the build machine if no architectures are set. */
export const cudaArchitecturesUnset: Rule = {
  id: 'cuda-architectures-unset',
  severity: 'warning',
  summary: 'An extension of PyTorch or of cumm is compiled only for the GPUs of the build machine',
  *check(subject) {
    for (const level of ownLevels(subject)) {
      const pytorch = pytorchExtension(subject, level);
      if (pytorch && !isSet(subject, level, ARCHITECTURES) && !setsItsOwn(subject)) {
        yield problemOf(subject, level, pytorch, 'TORCH_CUDA_ARCH_LIST');
      }
      const cumm = itemsFor(subject, level, 'host').find((item) =>
        namesOf(item).some((name) => /^cumm(-cu\d+)?$/.test(name)),
      );
      if (cumm && cudaCompilerItem(subject, level) && !isSet(subject, level, /CUMM_CUDA_ARCH_LIST/)) {
        yield problemOf(subject, level, cumm, 'CUMM_CUDA_ARCH_LIST');
      }
    }
  },
};

/** Whether a script of the level, its variables or a file beside the recipe that the build uses sets architectures. */
function isSet(subject: Subject, level: Level, variable: RegExp): boolean {
  const { scripts, levels, localPaths } = subject;
  // What an absent script would set is unknown, and another rule reports it.
  if (localPaths.some(({ kind }) => kind === 'script')) return true;
  const shared = levels.filter((other) => isShared(other, level));
  return (
    shared.flatMap(variablesOf).some(({ name, value }) => variable.test(`${name}=${value}`)) ||
    scripts.some((script) => shared.includes(script.level) && variable.test(script.commands)) ||
    buildTexts(subject).some((text) => variable.test(text))
  );
}

/** PyTorch's builder reads no variable if a flag names architectures; without device code, there are none to set. */
function setsItsOwn(subject: Subject): boolean {
  const { source } = subject;
  if (builtSources(subject).some((address) => OWN_ARCHITECTURES.test(address))) return true;
  if (!source) return false;
  const isFlagged = namedArchitectures(subject).some(({ kind, level }) => kind === 'flag' && !level);
  const hasDeviceCode = source.files.some(({ name }) => /\.cuh?$/.test(name));
  return isFlagged || (source.isComplete && !hasDeviceCode);
}

function problemOf(subject: Subject, level: Level, cause: RequirementItem, name: string): Problem {
  const [release = '12.6'] = requestedReleases(subject, level).slice(-1);
  const value = name === 'CUMM_CUDA_ARCH_LIST' ? cummArchitectures(release) : pytorchArchitectures(release);
  const failure =
    name === 'CUMM_CUDA_ARCH_LIST' ? "No such file or directory: 'nvidia-smi'" : 'list index out of range';
  const edits = cause.level === level ? setVariable(subject, level, name, value) : [];
  return {
    at: placeOf(subject, cause.node),
    message: `${name} is not set: the build compiles only for the GPUs of the build machine.`,
    why: `Without a GPU, the build fails (${failure}). With a GPU, the package runs only on GPUs of that kind, and Nx's cache restores it on other machines, too.`,
    help: [
      `Set ${name} to "${value}" (for CUDA ${release}): under build.script.env, or with export at the start of the script.`,
      ...(name === 'TORCH_CUDA_ARCH_LIST'
        ? [
            'Or, in the script, set TORCH_CUDA_ARCH_LIST to $CF_TORCH_CUDA_ARCH_LIST. PyTorch packages that conda-forge built in 2026 or later set CF_TORCH_CUDA_ARCH_LIST to the architectures that PyTorch was built for.',
          ]
        : []),
    ],
    ...(edits.length > 0 && { fix: { description: `Set ${name}=${value}`, edits } }),
  };
}

/** Beside the other variables of the script, or before its first command. */
export function setVariable(
  { file, platform }: Subject,
  { node }: Level,
  name: string,
  value: string,
): FileEdit[] {
  const script = child(node, 'build', 'script');
  const env = child(script, 'env');
  const first = isMap(env) && !env.flow ? (env.items[0]?.key as Node | undefined) : undefined;
  if (first) return [insertLine(file, first, `${name}: "${value}"`)];
  const command = isSeq(script) && !script.flow ? script.items[0] : undefined;
  if (!isScalar(command) || platform.startsWith('win-')) return [];
  return [insertLine(file, command, `export ${name}="${value}"`)];
}

/** Inserts a line before a key or an item, with the text before it in its line. */
function insertLine({ path, text }: Subject['file'], node: Node, line: string): FileEdit {
  const start = node.range?.[0] ?? 0;
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  return { path, start, end: start, text: `${line}${newLine}${before}` };
}
