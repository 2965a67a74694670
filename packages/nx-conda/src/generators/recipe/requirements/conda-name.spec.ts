import { condaNameOf } from './conda-name';

const nobody = { workspace: new Set<string>(), channels: undefined };

describe('condaNameOf', () => {
  it.each([
    ['torch', 'pytorch'],
    ['opencv-python', 'py-opencv'],
    ['opencv_python_headless', 'py-opencv'],
    ['matplotlib', 'matplotlib-base'],
    ['tables', 'pytables'],
    ['docker', 'docker-py'],
    ['redis', 'redis-py'],
    ['graphviz', 'python-graphviz'],
    ['msgpack', 'msgpack-python'],
    ['build', 'python-build'],
    ['Typing_Extensions', 'typing_extensions'],
    ['ruamel.yaml', 'ruamel.yaml'],
    ['torch-scatter', 'pytorch_scatter'],
    ['torch_geometric', 'pytorch_geometric'],
    ['cupy-cuda12x', 'cupy'],
    ['PyYAML', 'pyyaml'],
    ['scikit-learn', 'scikit-learn'],
    ['SharedArray', 'sharedarray'],
    ['ninja', 'ninja'],
    ['stack-data', 'stack_data'],
    ['blis', 'cython-blis'],
    ['apache-airflow', 'apache-airflow'],
  ])('%s is %s', (pypi, name) => {
    expect(condaNameOf(pypi, nobody)).toEqual({ name, isKnown: true });
  });

  it('keeps unknown names', () => {
    expect(condaNameOf('Some_Rarity', nobody)).toEqual({ name: 'some-rarity', isKnown: false });
    expect(condaNameOf('cumm-cu126', nobody)).toEqual({ name: 'cumm', isKnown: false });
    expect(condaNameOf('cumm-cu126', { ...nobody, workspace: new Set(['cumm']) })).toEqual({
      name: 'cumm',
      isKnown: true,
    });
  });

  it('uses the spelling of the workspace and its channels', () => {
    const knowledge = { workspace: new Set(['some_rarity']), channels: new Set(['other.thing']) };
    expect(condaNameOf('some-rarity', knowledge)).toEqual({ name: 'some_rarity', isKnown: true });
    expect(condaNameOf('other.thing', knowledge)).toEqual({ name: 'other.thing', isKnown: true });
    const own = { workspace: new Set(['blis']), channels: new Set(['requests']) };
    expect(condaNameOf('blis', own)).toEqual({ name: 'blis', isKnown: true });
    expect(condaNameOf('blis', { ...own, channels: new Set(['cython-blis']) })).toMatchObject({
      name: 'cython-blis',
    });
  });

  it("leaves out NVIDIA's wheels and invalid names", () => {
    expect(condaNameOf('nvidia-cublas-cu12', nobody)).toMatchObject({
      name: undefined,
      because: expect.stringContaining('libcublas'),
    });
    expect(condaNameOf('../evil', nobody)).toMatchObject({ name: undefined });
    expect(condaNameOf('__proto__', nobody)).toMatchObject({ name: undefined });
    expect(condaNameOf('constructor', nobody)).toEqual({ name: 'constructor', isKnown: false });
  });
});
