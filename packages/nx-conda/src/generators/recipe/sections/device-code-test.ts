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

/**
 * `conda-meta/` lists the files of each installed package. nvcc also writes its section into a library without any
 * kernel, so the script looks into the section. Compressed code cannot be read without CUDA's programs: it counts.
 */
function scriptFor(name: string): string {
  return `import json, os, pathlib, re, struct

def parts_in(data):
    """The parts of each block of code for GPUs, as pairs of a kind and the first bytes."""
    for block in re.finditer(rb"\\x50\\xed\\x55\\xba\\x01\\x00\\x10\\x00", data):
        at = block.end() + 8
        end = min(at + int.from_bytes(data[block.end():at], "little"), len(data) - 16)
        parts = set()
        while at < end:
            kind, _, header, size = struct.unpack_from("<HHIQ", data, at)
            parts.add((kind, data[at + header:at + header + 4]))
            at += max(header + size, 16)
        yield parts

def has_code(data):
    # nvcc writes code for GPUs into sections of these names (.nv_fatbin; Windows: .nv_fatb).
    if b".nv_fatb" not in data and b"__nv_relfatbin" not in data:
        return False
    # For each kernel, the code has a section .nv.info.<kernel>.
    if b".nv.info." in data:
        return True
    # If nvcc compiled no kernel, each block has uncompressed code of kind 2 without a kernel, and perhaps PTX (kind 1).
    blocks = [{part for part in parts if part[0] != 1} for parts in parts_in(data)]
    return blocks == [] or any(block != {(2, b"\\x7fELF")} for block in blocks)

prefix = pathlib.Path(os.environ["PREFIX"])
(record,) = prefix.glob("conda-meta/${name}-\${{ version }}-*.json")
names = json.loads(record.read_text())["files"]
# nvcc can also write files of these types.
types = {".cubin", ".fatbin", ".ptx"}
files = [prefix / name for name in names if (prefix / name).is_file()]
found = [file for file in files if file.suffix in types or has_code(file.read_bytes())]
assert found, "No file of the package contains code for GPUs. The build probably ran without CUDA: see its log."
print(*found, sep="\\n")
`;
}
