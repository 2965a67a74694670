/** What a Rust crate needs on the machine that builds it, besides Rust and a C compiler. From the build.rs of each. */
export interface CrateNeeds {
  /** conda packages with programs, for `requirements.build`. */
  programs?: readonly string[];
  /** Libraries, named as for linkers and pkg-config. */
  libraries?: readonly string[];
  languages?: readonly ('cxx' | 'cuda' | 'fortran')[];
  /** Another crate that brings what this one needs: `openssl-src` compiles OpenSSL for `openssl-sys`. */
  unless?: readonly string[];
}

const CMAKE: CrateNeeds = { programs: ['cmake', 'make'], languages: ['cxx'] };
/** clangdev also brings llvm-config, with which bindgen finds libclang. */
const CLANG: CrateNeeds = { programs: ['clangdev'] };
const CXX: CrateNeeds = { languages: ['cxx'] };
const PROTOC: CrateNeeds = {
  programs: ['libprotobuf'],
  unless: ['protoc-bin-vendored', 'protobuf-src', 'protox'],
};
const NVCC: CrateNeeds = { languages: ['cxx', 'cuda'] };

function system(...libraries: string[]): CrateNeeds {
  return { libraries, programs: ['pkg-config'] };
}

/** A crate that compiles its own copy if a crate with a compiler is among its dependencies. */
function unlessBuilt(library: string): CrateNeeds {
  return { ...system(library), unless: ['cc'] };
}

const CRATES: Readonly<Record<string, CrateNeeds>> = {
  autotools: { programs: ['autoconf', 'automake', 'libtool', 'make'] },
  bindgen: CLANG,
  'clang-sys': CLANG,
  cmake: CMAKE,
  'pkg-config': { programs: ['pkg-config'] },
  'system-deps': { programs: ['pkg-config'] },
  'nasm-rs': { programs: ['nasm'] },
  'prost-build': PROTOC,
  'tonic-prost-build': PROTOC,
  'protobuf-codegen': PROTOC,
  'protobuf-src': CMAKE,
  'cxx-build': CXX,
  'autocxx-build': { languages: ['cxx'], programs: ['clangdev'] },
  'link-cplusplus': CXX,
  cpp_build: CXX,
  'esaxx-rs': CXX,
  'librocksdb-sys': CXX,
  'libduckdb-sys': CXX,
  'snmalloc-sys': CMAKE,
  'boring-sys': CMAKE,
  'boring-sys2': CMAKE,
  'grpcio-sys': CMAKE,
  'zeromq-src': CMAKE,
  'aws-lc-sys': { programs: ['cmake', 'make'] },
  // Without a Cargo.lock, only the crates that a Cargo.toml itself names are known.
  openssl: { ...system('openssl'), unless: ['openssl-src'] },
  'openssl-src': { programs: ['perl', 'make'] },
  'openssl-sys': { ...system('openssl'), unless: ['openssl-src'] },
  'tikv-jemalloc-sys': { programs: ['make'] },
  'jemalloc-sys': { programs: ['make'] },
  'gmp-mpfr-sys': { programs: ['make', 'm4'] },
  'rdkafka-sys': { programs: ['make'] },
  'openblas-src': { libraries: ['openblas'], languages: ['fortran'] },
  'libz-sys': system('zlib'),
  'libsqlite3-sys': unlessBuilt('sqlite3'),
  'libudev-sys': system('libudev'),
  'libdbus-sys': unlessBuilt('dbus-1'),
  'alsa-sys': system('alsa'),
  'cairo-sys-rs': system('cairo'),
  'glib-sys': system('glib'),
  'pango-sys': system('pango'),
  'hdf5-sys': system('hdf5'),
  'hdf5-metno-sys': system('hdf5'),
  'netcdf-sys': system('netcdf'),
  'gdal-sys': system('gdal'),
  'geos-sys': system('geos'),
  'proj-sys': { ...system('proj', 'sqlite3'), languages: ['cxx'] },
  'libsodium-sys': system('libsodium'),
  libxml: system('libxml-2.0'),
  'ffmpeg-sys-next': { ...system('libavcodec'), programs: ['clangdev', 'pkg-config'] },
  'dav1d-sys': system('dav1d'),
  'yeslogic-fontconfig-sys': system('fontconfig'),
  'pq-sys': system('libpq'),
  'odbc-sys': system('odbc'),
  'zmq-sys': { ...system('zeromq'), unless: ['zeromq-src'] },
  'z3-sys': system('z3'),
  'torch-sys': { libraries: ['torch'], languages: ['cxx'] },
  opencv: { ...system('opencv'), programs: ['clangdev', 'pkg-config'], languages: ['cxx'] },
  bindgen_cuda: NVCC,
  cudaforge: NVCC,
};

/** Crates that Cargo.lock most often has only for a feature that is off: neither they nor what they need is built. */
export const RARE_CRATES: ReadonlySet<string> = new Set(['aws-lc-fips-sys']);

/** Undefined if a crate needs nothing, as far as known. */
export function needsOfCrate(name: string): CrateNeeds | undefined {
  return Object.hasOwn(CRATES, name) ? CRATES[name] : undefined;
}
