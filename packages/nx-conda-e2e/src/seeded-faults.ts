/** A recipe's files by name: `recipe.yaml`, `build.sh`, and `variants.yaml`, the shared variants it is checked with. */
export type RecipeFiles = Readonly<Record<string, string>>;

/** A mistake of the build report, inserted into a correct recipe. */
export interface Fault {
  name: string;
  /** One of these rules must find it. */
  rules: string[];
  /** Undefined if this mistake is impossible in the recipe. */
  make(files: RecipeFiles): RecipeFiles | undefined;
}

const PINNED = /^( *- |\s+then: )cuda-version [^\n]*$/m;
const DEV = /^ *- ((?:lib|cuda-)(?!driver|nvml)\S+)-dev\n/m;

/** The nine complications, each with some of its causes. */
export const FAULTS: readonly Fault[] = [
  {
    name: '1 library from build',
    rules: ['cuda-dev-in-build'],
    make: (files) => inHost(files, movedToBuild),
  },
  {
    name: '1 library without -dev',
    rules: ['cuda-runtime-in-host'],
    make: (files) =>
      inHost(files, (host) => [host.replace(DEV, (line, name) => line.replace(`${name}-dev`, name)), '']),
  },
  ...['>=12', '>=12.6', '>=12.6.0'].map((bound) => ({
    name: `2 cuda-version ${bound}`,
    rules: ['cuda-version-unbounded'],
    make: (files: RecipeFiles) =>
      inHost(files, (host) => [host.replace(PINNED, `$1cuda-version ${bound}`), '']),
  })),
  {
    name: '2 no cuda-version',
    rules: ['cuda-version-missing'],
    make: (files) => inHost(files, (host) => [host.replace(/^ *- cuda-version [^\n]*\n/gm, ''), '']),
  },
  ...['libcusparse >=12.5,<12.6', 'libcublas >=12.6,<13.1'].map((pin) => ({
    name: `2 ${pin}`,
    rules: ['cuda-library-pin'],
    make: (files: RecipeFiles) => withRequirement(files, 'run', pin),
  })),
  {
    name: '3 CUMM_CUDA_VERSION',
    rules: ['pip-check-metadata'],
    make: (files) => withCommand(files, 'export CUMM_CUDA_VERSION=12.6'),
  },
  {
    name: '4 one value more',
    rules: ['zip-key-lengths'],
    make: (files) =>
      inVariants(files, (text, key) => text.replace(new RegExp(`^${key}:\n`, 'm'), `$&- '1'\n`)),
  },
  {
    name: '4 flat zip_keys',
    rules: ['zip-key-lengths'],
    make: (files) =>
      inVariants(files, (text, key) => text.replace(/^zip_keys:\n[\s\S]*/m, `zip_keys: [${key}, x]\n`)),
  },
  ...['pytorch-cuda 12.6.*', 'torch >=2.5', 'opencv-python', 'nvidia-cublas-cu12', 'cupy-cuda12x'].map(
    (name) => ({
      name: `5 ${name}`,
      rules: ['unknown-package-name'],
      make: (files: RecipeFiles) => withRequirement(files, 'host', name),
    }),
  ),
  ...['torch-scatter', 'pytorch-sparse >=0.6', 'pyg'].map((name) => ({
    name: `8 ${name}`,
    rules: ['pyg-package-name'],
    make: (files: RecipeFiles) => withRequirement(files, 'host', name),
  })),
  ...['export CUDA_HOME=/usr/local/cuda', 'export PATH=/usr/local/cuda-12.6/bin:$PATH'].map((line) => ({
    name: `9 ${line}`,
    rules: ['hard-coded-cuda-path'],
    make: (files: RecipeFiles) => withCommand(files, line),
  })),
  {
    name: '9 CUDA_HOME=$PREFIX',
    rules: ['cuda-home'],
    make: (files) => withCommand(files, 'export CUDA_HOME=$PREFIX'),
  },
  {
    name: '9 -gencode',
    rules: ['hard-coded-cuda-architecture'],
    make: (files) => withCommand(files, 'export NVCC_FLAGS="-gencode arch=compute_80,code=sm_80"'),
  },
  ...['["-gencode", "arch=compute_80,code=sm_80"]', '["-arch", "sm_80"]'].map((flags) => ({
    name: `9 ${flags}`,
    rules: ['hard-coded-cuda-architecture'],
    make: (files: RecipeFiles) => withCommand(files, `sed -i 's/flags = .*/flags = ${flags}/' setup.py`),
  })),
  {
    name: '9 architecture in a branch',
    rules: ['cuda-architecture-unsupported'],
    make: (files) =>
      withCommand(files, 'if [[ "$cuda_compiler_version" != None ]]; then export CUDAARCHS=35; fi'),
  },
  {
    name: '16 pip downloads',
    rules: ['pip-install-from-index'],
    make: (files) => withCommand(files, 'pip install . tensorboardx --no-binary :all:'),
  },
  {
    name: '11 missing source',
    rules: ['missing-file'],
    make: (files) => withText(files, /^source:\n(?: .*\n)+/m, 'source:\n  path: sources/here\n'),
  },
  {
    name: '12 missing license',
    rules: ['wrong-license-file'],
    make: ({ 'build.sh': script, ...files }) =>
      script === undefined
        ? undefined
        : withText(
            withText(files, /^source:\n(?: .*\n)+/m, ''),
            /^ {2}license_file:.*\n(?: {4}.*\n)*/m,
            '  license_file: NO_SUCH_TEXT\n',
          ),
  },
  {
    name: '9 dropped architecture',
    rules: ['cuda-architecture-unsupported'],
    make: (files) => withCommand(files, 'export TORCH_CUDA_ARCH_LIST="3.5"'),
  },
];

/** @param edit gives the host section, and a line for the build section */
function inHost(files: RecipeFiles, edit: (host: string) => [string, string]): RecipeFiles | undefined {
  const text = files['recipe.yaml'] ?? '';
  const [head = '', indent = ''] = /^( *)host:\n/m.exec(text) ?? [];
  const start = text.indexOf(head) + head.length;
  const next = text.slice(start).search(new RegExp(`^ {0,${indent.length}}[\\w-]+:`, 'm'));
  const end = next < 0 ? text.length : start + next;
  const [host, line] = edit(text.slice(start, end));
  if (head === '' || host === text.slice(start, end)) return undefined;
  const before =
    line === ''
      ? text.slice(0, start)
      : text.slice(0, start).replace(/^( +)build:\n( +)- /m, `$1build:\n$2- ${line}\n$2- `);
  return { ...files, 'recipe.yaml': before + host + text.slice(end) };
}

function movedToBuild(host: string): [string, string] {
  const name = DEV.exec(host)?.[1];
  return name === undefined ? [host, ''] : [host.replace(DEV, ''), `${name}-dev`];
}

function withRequirement(files: RecipeFiles, section: string, requirement: string): RecipeFiles | undefined {
  const before = files['recipe.yaml'] ?? '';
  // In requirements, but not in those of a test.
  const after = before.replace(
    new RegExp(`^(requirements:\n(?:  .*\n|\n)*?  ${section}:\n( +)- )`, 'm'),
    `$1${requirement}\n$2- `,
  );
  return after === before ? undefined : { ...files, 'recipe.yaml': after };
}

function withText(files: RecipeFiles | undefined, from: RegExp, to: string): RecipeFiles | undefined {
  const before = files?.['recipe.yaml'] ?? '';
  const after = before.replace(from, () => to);
  return !files || after === before ? undefined : { ...files, 'recipe.yaml': after };
}

function withCommand(files: RecipeFiles, line: string): RecipeFiles | undefined {
  const script = files['build.sh'];
  return script === undefined ? undefined : { ...files, 'build.sh': script.replace('\n', `\n${line}\n`) };
}

function inVariants(
  files: RecipeFiles,
  edit: (text: string, key: string) => string,
): RecipeFiles | undefined {
  const text = files['variants.yaml'] ?? '';
  const key = /^zip_keys:\n(?:- *-|-\n +-) (\S+)/m.exec(text)?.[1];
  return key === undefined ? undefined : { ...files, 'variants.yaml': edit(text, key) };
}
