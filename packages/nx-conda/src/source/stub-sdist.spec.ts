import { factsOf } from './source.fixture';
import { refuseStub } from './stub-sdist';

const SDIST = { kind: 'url', url: 'https://files.example/a-1.tar.gz', sha256: 'a'.repeat(64) } as const;

/** The refusal of an sdist with these files; undefined if it is accepted. */
function refusal(files: Record<string, string>): string | undefined {
  try {
    refuseStub(factsOf(files, SDIST));
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

const NVIDIA = '[build-system]\nrequires = ["nvidia-stub"]\nbuild-backend = "nvidia_stub.buildapi"\n';
const PROJECT = '[project]\nname = "a"\nversion = "1"\n';

describe('refuseStub', () => {
  it('refuses an sdist that downloads a wheel', () => {
    expect(refusal({ 'pyproject.toml': `${NVIDIA}${PROJECT}` })).toBe(
      'The sdist of a 1 contains no source: its build downloads a wheel, with nvidia-stub.',
    );
    const setup = 'INDEX = "https://pypi.nvidia.com"\nsetup(name="a", version="1")';
    expect(refusal({ 'setup.py': setup })).toBe(
      'The sdist of a 1 contains no source: its build downloads a wheel.',
    );
  });

  it('accepts an sdist with a module, and a folder', () => {
    const setup = '# see pypi.nvidia.com\nsetup(name="a", version="1")';
    expect(refusal({ 'setup.py': setup, 'a/__init__.py': '' })).toBeUndefined();
    expect(() => refuseStub(factsOf({ 'pyproject.toml': `${NVIDIA}${PROJECT}` }))).not.toThrow();
  });
});
