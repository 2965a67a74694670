import { describeFailedPhase, describePhase, PhaseReader } from './phase';

/** The phase after each line that changes its description. */
function phasesOf(log: string): string[] {
  const reader = new PhaseReader();
  const phases = log.split('\n').map((line) => {
    reader.read(line);
    return describePhase(reader.phase);
  });
  return phases.filter((phase, index) => phase !== phases[index - 1]);
}

describe('the phases of a log', () => {
  it('of a build, as both engines print it', () => {
    const log = `rattler-build 0.74.0
Starting build of 1 outputs
Fetching source from path: /w/src
Copied 1 files into isolated environment
  Channels:
   - file:///channel/
  Specs:
   - gcc_linux-64 12.*
│ Package          ┆ Version ┆ Build      ┆ Channel ┆     Size │
✔ Successfully updated the build environment
✔ Successfully updated the host environment
+ cmake --build build
[1/5] Building C object CMakeFiles/x.dir/a.c.o
[5/5] Linking
  Channels:
Copying done!
Compressing archive...
✔ files: "share/x" matched:`;
    expect(phasesOf(log)).toEqual([
      'starting',
      'fetching the source',
      'solving the environments',
      'installing the environments',
      'running the build script',
      'compiling 1/5',
      'compiling 5/5',
      'packaging',
      'testing',
    ]);
  });

  it('of a test', () => {
    const log = `Collecting tests from '/tmp/x'
│ Package ┆ Version ┆ Build │
✔ Successfully updated the test environment
[3/4] not a compilation`;
    expect(phasesOf(log)).toEqual(['solving the environments', 'installing the environments', 'testing']);
  });

  it.each([
    ['[ 12%] Building CXX object a.cc.o', 'compiling 12 %'],
    ['  [ 7/12] nvcc -c x.cu', 'compiling 7/12'],
    ["building 'x.core' extension", 'compiling'],
    ['   Compiling serde v1.0.0', 'compiling'],
    ['x86_64-conda-linux-gnu-gcc -O2 -c a.c -o a.o', 'compiling'],
    ['[1/3] of the cake', 'compiling 1/3'],
  ])('of a script: %s', (line, phase) => {
    expect(phasesOf(`✔ Successfully updated the host environment\n${line}`).at(-1)).toBe(phase);
  });

  it('keep a count until the next one', () => {
    const log = '✔ Successfully updated the host environment\n[3/9] gcc\ngcc -c a.c -o a.o';
    expect(phasesOf(log).at(-1)).toBe('compiling 3/9');
  });

  it('name what failed', () => {
    expect(describeFailedPhase({ name: 'script' }, 'exit status 2')).toBe(
      'the build script failed with exit status 2',
    );
    expect(describeFailedPhase({ name: 'source' }, undefined)).toBe('fetching the source failed');
  });
});
