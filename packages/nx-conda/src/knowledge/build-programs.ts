/** conda-forge's packages for programs that builds start. Empty: compilers, or every machine that builds has the program. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  aclocal: ['automake'],
  autoconf: ['autoconf'],
  autoheader: ['autoconf'],
  autom4te: ['autoconf'],
  automake: ['automake'],
  autopoint: ['gettext'],
  autoreconf: ['autoconf', 'automake', 'libtool'],
  bazel: ['bazel'],
  bison: ['bison'],
  capnp: ['capnproto'],
  cmake: ['cmake'],
  cython: ['cython'],
  doxygen: ['doxygen'],
  flatc: ['flatbuffers'],
  flex: ['flex'],
  glslangvalidator: ['glslang'],
  glslc: ['shaderc'],
  gmake: ['make'],
  gperf: ['gperf'],
  intltoolize: ['intltool'],
  java: ['openjdk'],
  javac: ['openjdk'],
  lex: ['flex'],
  libtoolize: ['libtool'],
  'llvm-config': ['llvmdev'],
  m4: ['m4'],
  make: ['make'],
  meson: ['meson'],
  mpicc: ['mpich'],
  mpicxx: ['mpich'],
  msgfmt: ['gettext'],
  mvn: ['maven'],
  nasm: ['nasm'],
  ninja: ['ninja'],
  node: ['nodejs'],
  npm: ['nodejs'],
  npx: ['nodejs'],
  patch: ['patch'],
  patchelf: ['patchelf'],
  perl: ['perl'],
  pkgconf: ['pkg-config'],
  'pkg-config': ['pkg-config'],
  pnpm: ['pnpm'],
  protoc: ['libprotobuf'],
  ragel: ['ragel'],
  re2c: ['re2c'],
  scons: ['scons'],
  swig: ['swig'],
  tclsh: ['tk'],
  thrift: ['thrift-compiler'],
  yacc: ['bison'],
  yarn: ['yarn'],
  yasm: ['yasm'],
};

/** Programs of every machine that builds, of conda's compilers, and of other platforms. */
const EVERYWHERE =
  /^(a?sh|bash|cmd|env|cd|pushd|popd|export|source|set|ulimit|exit|if|then|fi|for|do|done|cp|mv|rm|ln|ls|cat|echo|printf|mkdir|rmdir|touch|chmod|find|grep|sed|awk|tr|cut|head|tail|sort|uniq|wc|xargs|tee|test|true|false|tar|gzip|gunzip|bzip2|xz|unzip|zip|uname|arch|hostname|whoami|id|date|nproc|getconf|which|where|whereis|file|dirname|basename|realpath|readlink|install|python[\d.]*|pip[\d.]*|cc|c\+\+|cpp|gcc[\w.-]*|g\+\+|clang[\w.+-]*|gfortran|nvcc|ptxas|nvidia-smi|cl|link|lib|dumpbin|msbuild|nmake|vswhere|vcvarsall\S*|ld|ar|as|nm|ranlib|strip|objcopy|objdump|ldd|ldconfig|lipo|otool|install_name_tool|xcrun|xcode\S*|sw_vers|codesign|sysctl|brew|port|dpkg\S*|apt\S*|yum|dnf|pacman|rpm|lsb_release|sudo|git|hg|svn|curl|wget|rustc|rustup|cargo|go|hipcc|hipconfig|rocm\S*|powershell|open|ssh|docker)$/i;

/** The packages with a program; empty if none is needed; undefined if unknown. */
export function packagesOfProgram(program: string): readonly string[] | undefined {
  const name = program.toLowerCase().replace(/\.exe$/, '');
  if (Object.hasOwn(PROGRAMS, name)) return PROGRAMS[name];
  return EVERYWHERE.test(name) ? [] : undefined;
}
