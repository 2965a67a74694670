import { basename } from 'node:path';
import { versionOfTag } from './fetch/tags';
import { licenseFiles } from './license/license-files';
import { readLicense } from './license/read-license';
import { cmakeTools } from './native/cmake/calls-cmake';
import { pythonLanguages } from './native/compiled-languages';
import { crateFolder } from './native/crate-folder';
import { linkedLibraries } from './native/linked-libraries';
import { readCmake, type CmakeProject } from './native/read-cmake';
import { buildPrograms } from './native/compiled/build-programs';
import { missingSources } from './native/compiled/missing-sources';
import { rustNeeds } from './native/rust/rust-needs';
import { readCuda } from './native/read-cuda';
import { findPythonProject, type PythonProject } from './python-project/python-project';
import { readPython } from './python-project/read-python';
import type { CudaFacts, PythonFacts, SourceFacts, SourceOrigin } from './source-facts';
import { SourceFolder } from './source-folder';
import { validName, validText, validUrl, validVersion } from './valid-fields';

/**
 * Reads the metadata of a source. Runs none of its code, does not follow links, and leaves out invalid values.
 * @param folder absolute path of its top folder
 * @throws ExplainedError for an invalid name, and for a pyproject.toml that is not valid TOML
 */
export function readSource(folder: string, origin: SourceOrigin): SourceFacts {
  const source = new SourceFolder(folder);
  const project = findPythonProject(source);
  const cmake = readCmake(source, project);
  const compiled = pythonLanguages(source, project, cmake);
  const crate = crateFolder(source, project, compiled);
  const rust = rustNeeds(source, project, crate);
  const programs = buildPrograms(source, project, cmake);
  const python = readPython(source, project, compiled);
  const cuda = readCuda(source, { project, cmake, requires: python?.requires ?? [], rust: rust.cuda });
  const licenses = licenseFiles(source);
  return {
    ...identityOf(project, cmake, origin),
    origin,
    folder,
    ...readLicense(source, project?.said ?? [], licenses),
    licenseFiles: licenses,
    python: python && { ...python, isPure: python.isPure && !cuda },
    cmake: cmake?.facts,
    cuda,
    languages: languagesOf({ compiled: [...compiled, ...rust.languages], cmake, cuda, python }),
    ...switchOf(project, cuda),
    crate,
    links: [
      ...new Set([...linkedLibraries(source, project, cmake), ...rust.libraries, ...programs.libraries]),
    ],
    buildTools: [...new Set([...cmakeTools(project), ...rust.programs, ...programs.packages])],
    unknownPrograms: programs.unknown,
    computedLibraries: programs.computed,
    missingSources: missingSources(source, project),
    cudaFeature: rust.cudaFeature,
    isHeaderOnly: !python && !cmake && hasHeaders(source),
  };
}

/** What compiles CUDA code has settings of its own. */
function switchOf(
  project: PythonProject | undefined,
  cuda: CudaFacts | undefined,
): Pick<SourceFacts, 'extensionSwitch'> {
  const found = project?.extensions.switch;
  return found && !cuda ? { extensionSwitch: found } : {};
}

type Identity = Pick<SourceFacts, 'name' | 'version' | 'summary' | 'homepage'>;

function identityOf(
  project: PythonProject | undefined,
  cmake: CmakeProject | undefined,
  origin: SourceOrigin,
): Identity {
  const said: Partial<Identity> = project?.merged ?? { name: cmake?.name, version: cmake?.version };
  const file = project?.said.find(({ name }) => name !== undefined)?.file ?? 'CMakeLists.txt';
  return {
    name: validName(said.name, file) ?? nameOfOrigin(origin),
    version: versionOf(said.version, origin),
    summary: validText(said.summary),
    homepage: validUrl(said.homepage) ?? homepageOfOrigin(origin),
  };
}

function versionOf(written: string | undefined, origin: SourceOrigin): string | undefined {
  const version = validVersion(written);
  // Tools that take the version from Git write 0.0.0.
  if (version !== undefined && !/^0(\.0)*$/.test(version)) return version;
  const tag = origin.kind === 'git' ? origin.tag : undefined;
  return (tag === undefined ? undefined : versionOfTag(tag)) ?? version;
}

/** The repository, or the folder. */
function nameOfOrigin(origin: SourceOrigin): string | undefined {
  const path = origin.kind === 'path' ? origin.path : origin.kind === 'git' ? origin.url : '';
  const name = basename(path.replace(/\/+$/, '')).replace(/\.git$/, '');
  return /^[A-Z0-9][\w.-]*$/i.test(name) ? name : undefined;
}

function homepageOfOrigin(origin: SourceOrigin): string | undefined {
  return origin.kind === 'git' ? validUrl(origin.url.replace(/\.git$/, '')) : undefined;
}

function languagesOf(known: {
  compiled: readonly string[];
  cmake: CmakeProject | undefined;
  cuda: CudaFacts | undefined;
  python: PythonFacts | undefined;
}): string[] {
  const { compiled, cmake, cuda, python } = known;
  const byCmake = python?.project === undefined ? (cmake?.facts.languages ?? []) : [];
  const byCuda = cuda && cuda.cmake?.need !== 'option' ? ['cxx', 'cuda'] : [];
  return [...new Set([...compiled, ...byCmake, ...byCuda])].sort();
}

function hasHeaders(source: SourceFolder): boolean {
  return source.files.some(
    (name) => /^include\/.*\.(h|hh|hpp|hxx|cuh)$/.test(name) || /^include\/[^/]+\/[^./]+$/.test(name),
  );
}
