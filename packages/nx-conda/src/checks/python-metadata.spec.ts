import { distributionName, metadataRequirements } from './python-metadata';

const found = (text: string, name = 'pyproject.toml') => {
  const files = [{ name, path: name, text }];
  return metadataRequirements({
    isComplete: true,
    isCurrent: true,
    entries: new Set(),
    pythonPackages: [],
    files,
  }).map((one) => `${one.name}${one.constraint}`);
};

describe('metadataRequirements', () => {
  it.each([
    ['install_requires=["cumm>=0.4.5, <0.5.0"]', ['cumm>=0.4.5,<0.5.0']],
    ["install_requires=['Py_Torch (==2.7)']", ['py-torch==2.7']],
    ['["cumm" + cuda_suffix + ">=0.4"]', ['cumm>=0.4']],
    ['["cumm[all]~=0.4"]', ['cumm~=0.4']],
    ['["cumm~=0.4; python_version < \'3.12\'"]', []],
    ['["cumm-cu126>=0.4"]', ['cumm>=0.4']],
    ['["numpy"]', []],
    ['version="0.4.5"', []],
    ['setup_requires=["cumm>=0.4"], tests_require=["a>1"]', []],
    ['extras_require={"all": ["cumm>=0.4"]}', []],
  ])('reads in setup.py %j: %j', (text, expected) => {
    expect(found(text, 'setup.py')).toEqual(expected);
  });

  it('reads the dependencies of a project, not those for building, testing and extras', () => {
    expect(
      found(`[build-system]
requires = ["setuptools>=61", "cumm>=0.1"]
build-backend = "setuptools.build_meta"

[project]
name = "a"
dependencies = [
  "cumm>=0.4",
  "numpy<3",
]

[project.optional-dependencies]
test = [
  "pytest>=8",
]
gpu = ["cupy>=13"]

[tool.ruff]
select = ["E>=1"]

[project.urls]
home = "https://a.org"
`),
    ).toEqual(['cumm>=0.4', 'numpy<3']);
  });

  it('reads a project that comes before the build system, and after it at the end', () => {
    const project = '[project]\ndependencies = ["cumm>=0.4"]\n';
    const system = '[build-system]\nrequires = [\n  "pccm[x]>=0.2",\n]\n';
    expect(found(project + system)).toEqual(['cumm>=0.4']);
    expect(found(system + project)).toEqual(['cumm>=0.4']);
  });

  it('reads only the files at the top', () => {
    expect(found('["cumm>=0.4"]', 'sub/setup.py')).toEqual([]);
    expect(found('["cumm>=0.4"]', 'setup.cfg')).toEqual([]);
  });
});

describe('distributionName', () => {
  it.each([
    ['Py_Torch', 'py-torch'],
    ['ruamel.yaml', 'ruamel-yaml'],
    ['cumm_cu126', 'cumm'],
    ['a__b', 'a-b'],
    ['cu-lib', 'cu-lib'],
  ])('%s: %s', (name, expected) => {
    expect(distributionName(name)).toBe(expected);
  });
});
