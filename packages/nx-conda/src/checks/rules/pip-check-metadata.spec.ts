import { findingsOf, linesOf, type Surroundings } from '../subject.fixture';
import { pipCheckMetadata } from './pip-check-metadata';

const check = (recipe: string, surroundings?: Surroundings) =>
  findingsOf(pipCheckMetadata, recipe, surroundings);
const tested = (how: string) => `tests:\n  - ${how}\n`;
const imports = tested('python: {imports: [a]}');
const run = (item: string) => `requirements:\n  run:\n    - ${item}\n`;
const setup = (requirement: string) => ({
  source: { 'setup.py': `suffix = os.getenv("X", "")\nsetup(install_requires=[${requirement}])` },
});

describe('pip-check-metadata', () => {
  describe('for a variable that renames the distribution', () => {
    const exported = 'build:\n  script: export CUMM_CUDA_VERSION=12.6\n';

    it.each([
      ['nothing checks', '', 'warning'],
      ['a test imports it', imports, 'error'],
      ['a test runs pip check', tested('script: [pip check]'), 'error'],
      ['the test leaves pip check out', tested('python: {imports: [a], pip_check: false}'), 'info'],
    ])('where %s', (_, tests, severity) => {
      expect(linesOf(check(exported + tests))).toEqual([`${severity} 2: export CUMM_CUDA_VERSION=12.6`]);
    });

    it.each([
      ['no test', '', 'set `pip_check: false` in the tests of the packages that require this one'],
      ['a Python test', imports, 'set `pip_check: false` in the Python test'],
      ['a script', tested('script: [pip check]'), 'remove `pip check` from the script of the test'],
      [
        'a Python test and a script',
        `${tested('python: {imports: [a]}')}  - script: [pip check]\n`,
        'set `pip_check: false` in the Python test and remove `pip check` from the script of the test',
      ],
      [
        'only the script',
        `${tested('python: {imports: [a], pip_check: false}')}  - script: [pip check]\n`,
        'remove `pip check` from the script of the test',
      ],
    ])('says how to leave pip check out where %s runs it', (_, tests, how) => {
      expect(check(exported + tests)[0]?.help[1]).toBe(
        `If the build needs CUMM_CUDA_VERSION, remove the suffix from the names in METADATA (in the .dist-info folder in $SP_DIR) after pip install. Or ${how}, with a comment that explains why.`,
      );
    });

    it('finds it in the variables of the script', () => {
      const recipe = 'build:\n  script:\n    env:\n      CUMM_CUDA_VERSION: "12.6"\n';
      expect(linesOf(check(recipe))).toEqual(['warning 4: "12.6"']);
      expect(check(recipe.replace('"12.6"', '""'))).toEqual([]);
    });

    it('ignores it if it is emptied, read or only mentioned', () => {
      for (const command of [
        'export CUMM_CUDA_VERSION=',
        'echo $CUMM_CUDA_VERSION',
        'make # set CUMM_CUDA_VERSION=1',
      ]) {
        expect(check(`build:\n  script: ${command}\n`)).toEqual([]);
      }
    });
  });

  describe('for a version', () => {
    it.each([
      ['cumm >=0.7', '"cumm>=0.4.5,<0.5.0"'],
      ['cumm ==0.7.11', "'cumm<0.5'"],
      ['cumm 0.7.*', '"cumm" + suffix + ">=0.4, <0.5"'],
      ['spconv-x >=2', '"spconv_x<2"'],
      ['einops 0.6.*', '"einops>=0.7"'],
      ['einops ==0.6.1', '"einops>=0.7"'],
      ['einops =0.6', '"einops>=0.7"'],
      ['einops <0.7', '"einops>=0.7"'],
      ['einops >=0.6,<0.7', '"einops>0.6,~=0.8"'],
      ['pytorch 2.4.*', '"torch>=2.5"'],
      ['py-opencv 4.9.*', '"opencv-python>=4.10.0.84"'],
    ])('finds %s if the source requires %s', (item, requirement) => {
      expect(linesOf(check(run(item), setup(requirement)))).toEqual([`warning 3: ${item}`]);
      expect(check(run(item) + imports, setup(requirement))[0]?.severity).toBe('error');
    });

    it.each([
      ['a version within the bound', 'cumm >=0.4.5', '"cumm>=0.4.5,<0.5.0"'],
      ['an older version, which the lower bound refuses', 'cumm >=0.3', '"cumm>=0.4.5"'],
      ['a range of which a part is allowed', 'einops >=0.6,<0.8', '"einops>=0.7"'],
      ['a version that may have more numbers', 'einops 0.7', '"einops>=0.7.1"'],
      ['the release of a wheel', 'py-opencv 4.10.0', '"opencv-python>=4.10.0.84"'],
      ['no version', 'cumm', '"cumm<0.5"'],
      ['an upper bound alone', 'cumm <1', '"cumm<0.5"'],
      ['another distribution', 'cumm-x >=0.7', '"cumm<0.5"'],
      ['a bound that is not plain numbers', 'cumm >=0.7', '"cumm<0.5rc1"'],
    ])('finds nothing for %s', (_, item, requirement) => {
      expect(check(run(item), setup(requirement))).toEqual([]);
    });

    it('only mentions it if a test leaves pip check out, as the author then knows', () => {
      const test = tested('python: {imports: [a], pip_check: false}');
      const found = check(run('cumm >=0.7.11') + test, setup('"cumm-cu126>=0.4.9,<0.5.0"'));
      expect(linesOf(found)).toEqual(['info 3: cumm >=0.7.11']);
    });

    it('finds it only if all values of a template are refused', () => {
      const variants = (...values: string[]) => ({
        ...setup('"einops>=0.7"'),
        variants: { 'variants.json': JSON.stringify({ einops_version: values }) },
      });
      const recipe = run('einops ${{ einops_version }}.*');
      expect(check(recipe, variants('0.5', '0.6'))).toHaveLength(1);
      expect(check(recipe, variants('0.6', '0.7'))).toEqual([]);
    });

    it('finds what the build computed when it made an sdist', () => {
      const source = {
        'PKG-INFO': 'Metadata-Version: 2.1\nName: a\nRequires-Dist: cumm<0.5\n',
        'setup.py': 'setup(install_requires=computed())',
      };
      expect(linesOf(check(run('cumm >=0.7'), { source }))).toEqual(['warning 3: cumm >=0.7']);
    });

    it.each(['setup.py', 'PKG-INFO'])('ignores a bound in %s that a patch may change', (name) => {
      const text = { 'setup.py': 'setup(install_requires=["cumm<0.5"])', 'PKG-INFO': '' }[name] ?? '';
      const source = {
        'setup.py': text === '' ? 'setup(install_requires=computed())' : text,
        'PKG-INFO': 'Metadata-Version: 2.1\nName: a\nRequires-Dist: cumm<0.5\n',
      };
      const besides = { 'bound.patch': '--- a/setup.py\n+++ b/setup.py\n' };
      expect(check(run('cumm >=0.7'), { source, besides })).toEqual([]);
    });

    it('ignores requirements for building and testing', () => {
      const source = {
        'pyproject.toml': `[build-system]
requires = ["cumm<0.5", "pccm<0.5"]
build-backend = "x"
[project.optional-dependencies]
test = ["cumm<0.5"]
`,
      };
      expect(check(run('cumm >=0.7'), { source })).toEqual([]);
      expect(check(run('cumm >=0.7'))).toEqual([]);
    });
  });

  describe('for a requirement that run lacks', () => {
    const project = (...dependencies: string[]) => ({
      source: {
        'pyproject.toml': `[project]\nname = "a"\nversion = "1"\ndependencies = ${JSON.stringify(dependencies)}\n`,
      },
    });
    const recipe = (...items: string[]) =>
      `source:\n  path: source\n${run('python')}${items.map((item) => `    - ${item}\n`).join('')}${imports}`;

    it('warns if nothing of its kind is there', () => {
      const findings = check(recipe('numpy'), project('cumm-cu126>=0.4.9,<0.5.0', 'numpy', 'tensorboardx'));
      expect(findings.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
        'warning pyproject.toml of the source requires `cumm-cu126>=0.4.9,<0.5.0`, `tensorboardx`, which requirements.run does not contain.',
      ]);
      expect(findings[0]?.at.file.path).toBe('recipes/a/recipe.yaml');
    });

    it.each([
      ['nvidia-cublas-cu12', 'libcublas'],
      ['sklearn', 'scikit-learn'],
      ['yaml', 'pyyaml'],
      ['dateutil', 'python-dateutil'],
      ['PIL', 'pillow'],
      ['cupy-cuda12x>=13', 'cupy'],
      ['pytorch>=2', 'pytorch'],
      ['lmdb', 'lmdb'],
    ])('finds %s beside %s, which has other metadata', (dependency, item) => {
      expect(check(recipe(item), project(dependency)).map(({ severity }) => severity)).toEqual(['warning']);
    });

    it.each([
      ['scikit-learn', 'scikit-learn'],
      ['lmdb', 'python-lmdb'],
      ['PyYAML', 'pyyaml'],
      ['graphviz', 'python-graphviz'],
      ['poetry', 'poetry'],
      ['constructor', 'constructor'],
      ['torch', 'pytorch'],
      ['opencv-python>=4', 'py-opencv'],
      ['cumm-cu126', 'cumm'],
      ['Typing_Extensions', 'typing-extensions'],
      ['matplotlib', 'matplotlib-base'],
      ['PyYAML', 'pyyaml'],
      ['pywin32; sys_platform == "win32"', 'numpy'],
    ])('finds nothing for %s beside %s', (dependency, item) => {
      expect(check(recipe(item), project(dependency))).toEqual([]);
    });

    it('finds nothing if no test runs pip check, or a name in run is unknown', () => {
      expect(check(recipe().replace('[a]', '[a], pip_check: false'), project('cumm'))).toEqual([]);
      expect(check(recipe('${{ some_name }}'), project('cumm'))).toEqual([]);
    });
  });
});
