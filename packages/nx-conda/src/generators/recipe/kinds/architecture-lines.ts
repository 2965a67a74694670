import { pytorchArchitectures, unsupportedBy } from '../../../knowledge/cuda-architectures';
import type { ArchitectureVariable, CudaFacts } from '../../../source/source-facts';
import { oneLine } from '../text/untrusted-text';
import { noted, type YamlEntries } from '../text/yaml-value';

/**
 * `script.env` for a build that does not take its architectures from PyTorch's, cumm's or CMake's variable; undefined
 * for other builds.
 */
export function ownArchitectures(facts: CudaFacts, cuda: string): YamlEntries | undefined {
  const { builtBy, architectures, callsOnly } = facts;
  if (callsOnly) return {};
  if (!architectures) return undefined;
  const { variable, fixed } = architectures;
  if (variable && /^[A-Za-z_]\w{0,99}$/.test(variable.name)) return entryFor(variable, facts, cuda);
  // PyTorch's builder, and CMake, read their own variables.
  return builtBy === 'setup' || (builtBy === 'torch' && fixed) ? {} : undefined;
}

/** Comments for builds without such a variable: what decides for which GPUs they compile. */
export function architectureRemarks(
  { builtBy, architectures, callsOnly }: CudaFacts,
  cuda: string,
): string[] {
  if (callsOnly || builtBy === 'cmake' || !architectures || architectures.variable) return [];
  if (!architectures.fixed) return builtBy === 'setup' ? [UNKNOWN] : [];
  const { architectures: numbers, place } = architectures.fixed;
  const { todo, named } = supportOf(numbers.map(dotted), cuda);
  const ofTorch =
    builtBy === 'torch'
      ? " TORCH_CUDA_ARCH_LIST has no effect, because PyTorch's builder does not read it if the flags name architectures."
      : '';
  return [
    `${todo}The source names the GPU architectures itself, in flags of nvcc at ${oneLine(place, 120)}${named}. To build for other GPUs, patch these flags.${ofTorch}`,
  ];
}

/** What a release of CUDA can compile of a source's architectures. */
function supportOf(numbers: readonly string[], cuda: string): { todo: string; named: string } {
  const list = numbers.filter((one) => unsupportedBy(one, cuda) === undefined);
  if (list.length > 0)
    return { todo: '', named: `. Of these architectures, CUDA ${cuda} supports ${list.join(', ')}` };
  if (numbers.length === 0) return { todo: '', named: '' };
  const old = numbers.join(', ');
  return { todo: `TODO: patch the source. The nvcc of CUDA ${cuda} cannot compile for ${old}. `, named: '' };
}

const UNKNOWN =
  'TODO: find out for which GPU architectures the source compiles. nx-conda found no environment variable for them, and no flags of nvcc that name them.';

function entryFor(variable: ArchitectureVariable, { builtBy }: CudaFacts, cuda: string): YamlEntries {
  const { name, separator, isDotted, isSingle = false } = variable;
  const isClear = isSingle || (separator !== undefined && isDotted !== undefined);
  const isOther = builtBy === 'torch' && name !== 'TORCH_CUDA_ARCH_LIST';
  const comments = [
    `GPU architectures for CUDA ${cuda}: the source reads them from this variable${isOther ? ', and does not use TORCH_CUDA_ARCH_LIST' : ''}.`,
    ...(isSingle ? [ONE_ONLY] : []),
    ...(isClear
      ? []
      : [
          'TODO: check the form of this value in the source, which may expect 8.0;9.0 or 80;90, for example.',
        ]),
  ];
  return {
    [name]: noted(comments.join('\n'), `\${{ env.get("${name}", default="${valueOf(variable, cuda)}") }}`),
  };
}

const ONE_ONLY =
  'TODO: choose the architecture. The source takes one only: its default, if this CUDA release supports it. GPUs of older architectures cannot run the package.';

/** The architectures of the source's own default that nvcc supports; otherwise PyTorch's. */
function valueOf(variable: ArchitectureVariable, cuda: string): string {
  const { otherwise = '', separator = ';', isDotted = true, isSingle = false, prefix = '' } = variable;
  const own = otherwise
    .split(/[;, ]+/)
    .map((one) => (one.startsWith(prefix) ? one.slice(prefix.length) : one))
    .filter((one) => /^\d{1,3}(\.\d)?[af]?$/.test(one) && unsupportedBy(dotted(one), cuda) === undefined);
  const ofTorch = pytorchArchitectures(cuda).replace('+PTX', '').split(';');
  const all = own.length > 0 ? own : ofTorch.map((one) => (isDotted ? one : one.replace('.', '')));
  const named = all.map((one) => `${prefix}${one}`);
  return isSingle ? (named[0] ?? '') : named.join(separator);
}

/** `86` is 8.6, `120` is 12.0, `90a` is 9.0. */
function dotted(number: string): string {
  const digits = number.replace(/[af]$/, '');
  return digits.includes('.') ? digits : `${digits.slice(0, -1)}.${digits.slice(-1)}`;
}
