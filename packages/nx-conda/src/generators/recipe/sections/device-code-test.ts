import type { CudaFacts } from '../../../source/source-facts';
import { HAS_CUDA } from '../kinds/compilers';
import { Block, noted, type YamlValue } from '../text/yaml-value';

const WHY =
  'This test needs no GPU. It fails if no file of the package contains code for GPUs. Some projects leave this code out, without an error, if the build machine has no GPU.';

/**
 * A test of the CUDA variants: nvcc compiled something into the package. Python reads the package's files, so that the
 * test needs no program of CUDA, and runs on every platform.
 * @param name of the package
 * @param hasPython whether the package requires Python
 * @returns nothing if the source does not have files for nvcc
 */
export function deviceCodeTest(name: string, cuda: CudaFacts, hasPython: boolean): YamlValue[] {
  if (cuda.hasDeviceCode !== true) return [];
  const test = {
    ...(!hasPython && { requirements: { run: ['python'] } }),
    script: { interpreter: 'python', content: new Block(scriptFor(name)) },
  };
  return [noted(WHY, { if: HAS_CUDA, then: test })];
}

/** `conda-meta/` lists the files of each installed package. */
function scriptFor(name: string): string {
  return `import json, os, pathlib

prefix = pathlib.Path(os.environ["PREFIX"])
(record,) = prefix.glob("conda-meta/${name}-\${{ version }}-*.json")
names = json.loads(record.read_text())["files"]
# nvcc writes code for GPUs into sections named .nv_fatbin (Windows: .nv_fatb), or into files of these types.
types = {".cubin", ".fatbin", ".ptx"}
files = [prefix / name for name in names if (prefix / name).is_file()]
found = [file for file in files if file.suffix in types or b".nv_fatb" in file.read_bytes()]
assert found, "No file of the package contains code for GPUs. The build probably ran without CUDA: see its log."
print(*found, sep="\\n")
`;
}
