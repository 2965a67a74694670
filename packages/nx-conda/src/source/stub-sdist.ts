import { ExplainedError } from '../explained-error';
import { repositoryUrl } from './repository-url';
import type { SourceFacts } from './source-facts';
import { SourceFolder } from './source-folder';

/** Build backends that download a wheel instead of building one. */
const STUBS = /^(nvidia[-_]stub|wheel[-_]stub|nvidia[-_]pyindex)$/i;
/** NVIDIA's own index: older stubs name it in setup.py. */
const OTHER_INDEX = /\bpypi\.(ngc\.)?nvidia\.com\b/;

/** @throws ExplainedError for an sdist that contains no source: its build downloads a wheel, or only prints a message */
export function refuseStub(facts: SourceFacts): void {
  if (facts.origin.kind !== 'url' || facts.python === undefined) return;
  const stub = facts.python.buildRequires.find((one) => STUBS.test(one.name))?.name;
  const isStub = stub !== undefined || (facts.python.imports.length === 0 && namesOtherIndex(facts.folder));
  if (isStub) throw withoutSource(facts, stub === undefined ? '' : `, with ${stub}`);
}

function withoutSource({ name, version, homepage }: SourceFacts, how: string): ExplainedError {
  const repository = repositoryUrl([homepage ?? '']) ?? '<url>';
  return new ExplainedError(
    `The sdist of ${name} ${version} contains no source: its build downloads a wheel${how}.`,
    [
      `Use the Git repository of the source. For a new recipe, pass --from=git:${repository}@<tag>`,
      'If the source is not public, there is no repository: look for the package on conda-forge.',
    ],
  );
}

function namesOtherIndex(folder: string): boolean {
  return OTHER_INDEX.test(new SourceFolder(folder).read('setup.py') ?? '');
}
