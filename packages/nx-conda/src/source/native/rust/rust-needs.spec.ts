import { factsOf } from '../../source.fixture';

const PYPROJECT =
  '[project]\nname = "a"\nversion = "1"\n[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n';

/** The facts of a maturin project with these lines in its Cargo.toml. */
function needsOf(lines: string, others: Record<string, string> = {}) {
  const cargo = `[package]\nname = "a"\nversion = "1.0.0"\n${lines}\n`;
  const { languages, links, buildTools, cuda } = factsOf({
    ...{ 'pyproject.toml': PYPROJECT, 'Cargo.toml': cargo },
    ...others,
  });
  return { languages, links, buildTools, cuda };
}

function lock(crates: Record<string, string[]>): Record<string, string> {
  const packages = Object.entries(crates).map(
    ([name, dependencies]) =>
      `[[package]]\nname = "${name}"\nversion = "1.0.0"\ndependencies = ${JSON.stringify(dependencies)}\n`,
  );
  return { 'Cargo.lock': packages.join('\n') };
}

describe('what Rust code needs', () => {
  it.each([
    ['[build-dependencies]\ncmake = "0.1"', { languages: ['cxx', 'rust'], buildTools: ['cmake', 'make'] }],
    ['[build-dependencies]\nbindgen = { version = "0.69" }', { buildTools: ['clangdev'] }],
    ['[build-dependencies]\nprost-build = "0.13"', { buildTools: ['libprotobuf'] }],
    ['[dependencies]\nopenssl = "0.10"', { links: ['openssl'], buildTools: ['pkg-config'] }],
    [
      '[dependencies]\nopenssl = { version = "0.10", features = ["vendored"] }',
      { links: [], buildTools: ['make', 'perl'] },
    ],
    ['[target.\'cfg(unix)\'.dependencies]\nlibz-sys = "1"', { links: ['zlib'] }],
    ['[target.\'cfg(windows)\'.dependencies]\nlibz-sys = "1"', { links: [] }],
    ['[dev-dependencies]\ncmake = "0.1"', { languages: ['rust'], buildTools: [] }],
    ['[dependencies]\ncc = { package = "libz-sys", version = "1" }', { links: ['zlib'] }],
    ['[dependencies]\nopenssl = { version = "0.10", optional = true }', { links: [] }],
    [
      '[features]\ndefault = ["tls"]\ntls = ["dep:openssl"]\n[dependencies]\nopenssl = { version = "1", optional = true }',
      { links: ['openssl'] },
    ],
  ])('by %j', (lines, needs) => {
    expect(needsOf(lines)).toMatchObject(needs);
  });

  it('includes the needs of dependencies in Cargo.lock, but not of those for tests', () => {
    const locked = lock({
      a: ['reqwest', 'criterion'],
      reqwest: ['openssl-sys 1.0.0'],
      'openssl-sys': ['pkg-config'],
      criterion: ['bindgen'],
    });
    const lines = '[dependencies]\nreqwest = "0.12"\n[dev-dependencies]\ncriterion = "1"';
    expect(needsOf(lines, locked)).toMatchObject({ links: ['openssl'], buildTools: ['pkg-config'] });
  });

  it('is less if the crates compile their own copy', () => {
    const lines = '[dependencies]\nrusqlite = "1"\nprost = "1"';
    const own = lock({
      ...{ rusqlite: ['libsqlite3-sys'], 'libsqlite3-sys': ['cc', 'pkg-config'] },
      prost: ['prost-build', 'protox'],
    });
    const system = lock({ rusqlite: ['libsqlite3-sys'], 'libsqlite3-sys': ['pkg-config'] });
    expect(needsOf(lines, own)).toMatchObject({ links: [], buildTools: ['pkg-config'] });
    expect(needsOf(lines, system)).toMatchObject({ links: ['sqlite3'] });
  });

  it('follows the crates of the source, and the dependencies of its workspace', () => {
    const files = {
      'Cargo.toml':
        '[workspace]\nmembers = ["py", "core"]\n[workspace.dependencies]\ncore = { path = "core" }\nz = { package = "libz-sys", version = "1" }\n',
      'pyproject.toml': `${PYPROJECT}[tool.maturin]\nmanifest-path = "py/Cargo.toml"\n`,
      'py/Cargo.toml':
        '[package]\nname = "a"\nversion = "1.0.0"\n[dependencies]\ncore = { workspace = true }\n',
      'core/Cargo.toml':
        '[package]\nname = "core"\nversion = "1.0.0"\n[dependencies]\nz = { workspace = true }\n',
      'core/build.rs': 'fn main() { cc::Build::new().cpp(true).file("a.cpp").compile("a"); }\n',
    };
    expect(factsOf(files)).toMatchObject({ links: ['zlib'], languages: ['cxx', 'rust'] });
  });

  it('reads build.rs', () => {
    const build = `fn main() {
    // Command::new("swig")
    Command::new("make").arg("-C").status().unwrap();
    pkg_config::probe_library("libzstd").unwrap();
    println!("cargo:rustc-link-lib=dylib=lz4");
    println!("cargo::rustc-link-lib=static=own");
}
`;
    expect(needsOf('', { 'build.rs': build })).toMatchObject({
      ...{ buildTools: ['make'], links: ['libzstd', 'lz4'], languages: ['rust'] },
    });
  });

  it('finds CUDA in build.rs, and the variable for its architectures', () => {
    const build =
      'fn main() { let sm = env::var("A_CUDA_ARCH"); cc::Build::new().cuda(true).file("k.cu").compile("k"); }';
    const { languages, cuda } = needsOf('', { 'build.rs': build, 'k.cu': '__global__ void k() {}\n' });
    expect(languages).toEqual(['cuda', 'cxx', 'rust']);
    expect(cuda).toMatchObject({
      ...{ builtBy: 'setup', hasDeviceCode: true },
      architectures: { variable: { name: 'A_CUDA_ARCH' } },
    });
    const ptx = needsOf('[build-dependencies]\nbindgen_cuda = "0.1"', { 'k.cu': '' });
    expect(ptx.cuda).toMatchObject({
      hasDeviceCode: false,
      architectures: { variable: { name: 'CUDA_COMPUTE_CAP', otherwise: '80' } },
    });
  });

  it('does not use CUDA with a feature that is off, unless the project turns it on', () => {
    const lines = '[features]\ncuda = []';
    const files = { 'build.rs': 'fn main() { cc::Build::new().cuda(true).compile("k"); }', 'k.cu': '' };
    expect(needsOf(lines, files)).toMatchObject({ cuda: undefined, languages: ['cxx', 'rust'] });
    const pyproject = `${PYPROJECT}[tool.maturin]\nfeatures = ["cuda"]\n`;
    expect(needsOf(lines, { ...files, 'pyproject.toml': pyproject }).cuda).toBeDefined();
  });

  it('does not fail on a Cargo.toml that is not valid', () => {
    expect(needsOf('[dependencies\n')).toMatchObject({ languages: ['rust'], links: [], buildTools: [] });
  });
});
