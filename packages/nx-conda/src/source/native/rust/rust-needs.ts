import { packagesOfProgram } from '../../../knowledge/build-programs';
import { type CrateNeeds, needsOfCrate } from '../../../knowledge/rust-crates';
import type { PythonProject } from '../../python-project/python-project';
import type { CudaFacts } from '../../source-facts';
import type { SourceFolder } from '../../source-folder';
import { type BuildScriptNeeds, buildScriptNeeds } from './build-script';
import { type CrateGraph, crateGraph } from './crate-graph';

/** What the Rust code of a Python distribution needs besides Rust. */
export interface RustNeeds {
  /** conda packages, for `requirements.build`. */
  programs: string[];
  /** Named as for linkers and pkg-config. */
  libraries: string[];
  languages: string[];
  /** Of a build with nvcc. */
  cuda?: Pick<CudaFacts, 'architectures' | 'hasDeviceCode'>;
  /** A feature of cargo that turns CUDA on, and is off. */
  cudaFeature?: string;
}

const NONE: RustNeeds = { programs: [], libraries: [], languages: [] };
const OF_CUDA = /(^|[-_])(cuda|gpu|nvcc|cublas|cudnn)/i;

/** @param folder of the Cargo.toml; undefined without Rust */
export function rustNeeds(
  source: SourceFolder,
  project: PythonProject | undefined,
  folder: string | undefined,
): RustNeeds {
  if (!project || folder === undefined) return NONE;
  const graph = crateGraph(source, folder, project.pyproject?.table.strings('tool.maturin.features') ?? []);
  const scripts = [...graph.own.keys()].map((one) => buildScriptNeeds(source, one));
  const needs = [...neededByOthers(graph), ...scripts.map(withPackages)];
  const languages = distinct(needs.flatMap((one) => one.languages ?? []));
  const known = {
    programs: distinct(needs.flatMap(({ programs = [] }) => programs)),
    libraries: distinct(needs.flatMap(({ libraries = [] }) => libraries)),
  };
  if (!languages.includes('cuda')) return { ...known, languages };
  const cudaFeature = featureOff(graph);
  return cudaFeature === undefined
    ? { ...known, languages, cuda: cudaOf(graph, scripts) }
    : { ...known, languages: languages.filter((one) => one !== 'cuda'), cudaFeature };
}

function neededByOthers({ others }: CrateGraph): CrateNeeds[] {
  return [...others].flatMap(([name, dependencies]) => {
    const needs = needsOfCrate(name);
    const { unless = [] } = needs ?? {};
    // `cc` is everywhere: only among the dependencies of the crate itself does it tell that the crate compiles a copy.
    const isBrought = unless.some((one) => (one === 'cc' ? dependencies.includes(one) : others.has(one)));
    return needs && !isBrought ? [needs] : [];
  });
}

function withPackages({ programs, libraries, languages }: BuildScriptNeeds): CrateNeeds {
  return { libraries, languages, programs: programs.flatMap((name) => packagesOfProgram(name) ?? []) };
}

/** These crates otherwise ask nvidia-smi for the GPU of the build machine. They compile for one architecture. */
const OF_CRATES = { name: 'CUDA_COMPUTE_CAP', otherwise: '80', separator: ';', isDotted: false };

function cudaOf(
  { others }: CrateGraph,
  scripts: readonly BuildScriptNeeds[],
): Pick<CudaFacts, 'architectures' | 'hasDeviceCode'> {
  const usesCrate = others.has('bindgen_cuda') || others.has('cudaforge');
  const own = scripts.find(({ architectures }) => architectures !== undefined)?.architectures;
  return {
    architectures: usesCrate ? { variable: OF_CRATES } : own === undefined ? {} : { variable: { name: own } },
    hasDeviceCode: !usesCrate && scripts.some(({ linksCuda }) => linksCuda),
  };
}

/** A feature for CUDA of the crate itself that is off: build.rs then most often does not look for nvcc. */
function featureOff({ own }: CrateGraph): string | undefined {
  const [crate] = own.values();
  const features = crate?.declared.filter((name) => OF_CUDA.test(name)) ?? [];
  return features.some((name) => crate?.features.has(name)) ? undefined : features[0];
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
