/** Modules of Python itself: sys.stdlib_module_names of 3.9 to 3.14, without those that begin with `_`. */
const OF_PYTHON: ReadonlySet<string> = new Set(
  `
abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii
binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys
compileall compression concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses
datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput
fnmatch formatter fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq
hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale
logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt
ntpath nturl2path numbers opcode operator optparse os ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil
platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue
quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal
site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string
stringprep struct subprocess sunau symbol symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios
textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo
types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml
xmlrpc zipapp zipfile zipimport zlib zoneinfo
`
    .trim()
    .split(/\s+/),
);

/** Modules of Python 2: imports of them are leftovers. */
const OF_PYTHON_2: ReadonlySet<string> = new Set(
  'ConfigParser Queue StringIO __builtin__ cPickle cStringIO commands httplib md5 sets sha urllib2 urlparse'.split(
    ' ',
  ),
);

/** Namespaces that several distributions share: the name alone tells nothing. */
const NAMESPACES: ReadonlySet<string> = new Set(['nvidia']);

/** Whether no distribution can be found for a module, or none is needed. */
export function isStandardModule(name: string): boolean {
  return name.startsWith('_') || OF_PYTHON.has(name) || OF_PYTHON_2.has(name) || NAMESPACES.has(name);
}

/** PyPI names of the modules that builds import, where they differ from the module's name. */
const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  ...{ Cython: 'cython', pyximport: 'cython', OpenSSL: 'pyopenssl', PIL: 'pillow', Crypto: 'pycryptodome' },
  // setuptools has distutils since Python has not.
  ...{
    pkg_resources: 'setuptools',
    distutils: 'setuptools',
    setuptools_scm_git_archive: 'setuptools-scm-git-archive',
  },
  ...{ skbuild: 'scikit-build', scikit_build_core: 'scikit-build-core', py_build_cmake: 'py-build-cmake' },
  ...{ mesonpy: 'meson-python', mesonbuild: 'meson', flit_core: 'flit-core', pdm: 'pdm-backend' },
  ...{
    poetry: 'poetry-core',
    hatch_vcs: 'hatch-vcs',
    hatch_cython: 'hatch-cython',
    hatch_mypyc: 'hatch-mypyc',
  },
  ...{
    mypyc: 'mypy',
    numpy_config: 'numpy',
    sipbuild: 'sip',
    pyqtbuild: 'pyqt-builder',
    extension_helpers: 'extension-helpers',
  },
  ...{ google: 'protobuf', grpc_tools: 'grpcio-tools', attr: 'attrs', yaml: 'pyyaml', ruamel: 'ruamel-yaml' },
  ...{ cv2: 'opencv-python', sklearn: 'scikit-learn', skimage: 'scikit-image', bs4: 'beautifulsoup4' },
  ...{ git: 'gitpython', dateutil: 'python-dateutil' },
  ...{
    Babel: 'babel',
    cmake_build_extension: 'cmake-build-extension',
    torch_npu: 'torch-npu',
    serial: 'pyserial',
  },
  ...{ ninja_syntax: 'ninja-syntax' },
};

/** The distribution that has a module, for the module's first name. @param name `Cython` */
export function distributionOfModule(name: string): string {
  return Object.hasOwn(DISTRIBUTIONS, name) ? (DISTRIBUTIONS[name] ?? name) : name.replaceAll('_', '-');
}
