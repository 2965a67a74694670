import type { Place } from './found-commands';
import { add, type Found } from './project-facts';
import type { Argument } from './read-commands';

const SETS = /^(set|list|string|set_(target_)?propert(y|ies))$/;
const WHOLE = /^(CMAKE_)?CUDA_ARCHITECTURES$/;
const NAME = /ARCH|(^|_)SMS?(_|$)|COMPUTE_?CAP|CAPABILIT|GENCODE/i;
/** CMake's and PyTorch's own variables, and those of compilers. */
const OTHERS = /^(CUDAARCHS|TORCH_CUDA_ARCH_LIST|ARCHFLAGS|ARCH|CMAKE_OSX_ARCHITECTURES)$|HIP|ROCM|AMD/;
const MAX_PARTS = 100;

/** Finds `set(CMAKE_CUDA_ARCHITECTURES $ENV{ACME_ARCHS})`. */
export function readArchitectureVariables(
  found: Found,
  { name, args }: { name: string; args: readonly Argument[] },
  { guard }: Place,
): void {
  if (!SETS.test(name)) return;
  const isForCmake = args.some(({ text }) => WHOLE.test(text));
  for (const { text } of args.slice(0, MAX_PARTS)) {
    for (const [whole, variable = ''] of text.matchAll(/\$ENV\{(\w{1,60})\}/g)) {
      if (OTHERS.test(variable) || !(isForCmake || NAME.test(variable))) continue;
      add(found.architectureVariables, { name: variable, guard, isWhole: isForCmake && whole === text });
    }
  }
}
