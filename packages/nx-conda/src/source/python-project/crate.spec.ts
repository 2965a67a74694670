import { factsOf } from '../source.fixture';

const ORIGIN = { kind: 'path', path: '/src/thing' } as const;

/** The facts of a maturin project whose pyproject.toml leaves the most to Cargo.toml. */
function factsWith(files: Record<string, string>, maturin = '') {
  const system = '[build-system]\nrequires = ["maturin>=1"]\nbuild-backend = "maturin"\n';
  const project = `[project]\nname = "thing"\ndynamic = ["version"]\n[tool.maturin]\n${maturin}`;
  return factsOf({ 'pyproject.toml': `${system}${project}`, ...files }, ORIGIN);
}

describe('the crate of a Python project', () => {
  it('gives the version, description, license and address', () => {
    const cargo =
      '[package]\nname = "thing"\nversion = "0.4.2"\ndescription = "Fast"\nlicense = "MIT/Apache-2.0"\n';
    expect(factsWith({ 'Cargo.toml': `${cargo}repository = "https://example.org/thing"\n` })).toMatchObject({
      ...{ version: '0.4.2', summary: 'Fast', license: 'MIT OR Apache-2.0', crate: '.' },
      homepage: 'https://example.org/thing',
    });
  });

  it('may take them from its workspace', () => {
    const own =
      '[package]\nname = "thing-py"\nversion.workspace = true\ndescription = { workspace = true }\n';
    const files = {
      'py/thing/Cargo.toml': own,
      'Cargo.toml': '[workspace.package]\nversion = "1.2.0-rc.1"\ndescription = "Fast"\n',
    };
    expect(factsWith(files, 'manifest-path = "py/thing/Cargo.toml"')).toMatchObject({
      ...{ version: '1.2.0rc1', summary: 'Fast', name: 'thing', crate: 'py/thing' },
      python: { imports: ['thing_py'], unread: [] },
    });
  });

  it('is found for setuptools-rust, too', () => {
    const setup =
      'from setuptools_rust import RustExtension\nsetup(name="a", rust_extensions=[RustExtension("a.b")])';
    const files = { 'setup.py': setup, 'tests/x/Cargo.toml': '', 'rust/Cargo.toml': '' };
    expect(factsOf(files).crate).toBe('rust');
    expect(factsOf({ ...files, 'Cargo.toml': '' }).crate).toBe('.');
  });

  it('leaves a broken Cargo.toml to cargo', () => {
    expect(factsWith({ 'Cargo.toml': '[package' })).toMatchObject({ name: 'thing', version: undefined });
  });
});
