import { unrunDownstreamTests } from './unrun-downstream-tests';

const esc = '\u001b';
/** As rattler-build 0.74 prints it, with `--color never`. */
const spans = `${esc}[1mRunning tests for${esc}[0m${esc}[1m{${esc}[0m${esc}[3mpackage${esc}[0m${esc}[2m=${esc}[0mup-1-h4616a5c_0.conda${esc}[1m}${esc}[0m${esc}[2m:${esc}[0m${esc}[1mRunning downstream test for${esc}[0m${esc}[1m{${esc}[0m${esc}[3mpackage${esc}[0m${esc}[2m=${esc}[0m"down >=1" ${esc}[3mspan_color${esc}[0m${esc}[2m=${esc}[0m"up-1-h4616a5c_0"${esc}[1m}${esc}[0m${esc}[2m:${esc}[0m ${esc}[2mrattler_build_core::package_test::run_test${esc}[0m${esc}[2m:${esc}[0m`;
const asked = '  Specs:\n   - down >=1\n   - up ==1 h4616a5c_0\n';
const warning = `${asked}${esc}[2m2026-11-30T08:08:52.182261Z${esc}[0m ${esc}[33m WARN${esc}[0m ${spans} Downstream test could not run. Environment might be unsolvable:   × Cannot solve the request because of: No candidates were found for down
  │ >=1.
  │ 

✔ all tests passed!`;

describe('unrunDownstreamTests', () => {
  it('finds the package and the cause', () => {
    expect(unrunDownstreamTests(`Collecting tests\n${warning}`)).toEqual([
      {
        downstream: 'down >=1',
        cause: 'Cannot solve the request because of: No candidates were found for down >=1.',
      },
    ]);
  });

  it('reads a cause whose colors are written as text', () => {
    const red = String.raw`\x1b[31m│\x1b[0m`;
    const colored = warning.replace('  ×', `  ${red.replace('│', '×')}`).replaceAll('  │', `  ${red}`);
    expect(unrunDownstreamTests(colored)).toEqual(unrunDownstreamTests(warning));
  });

  it('finds each of several', () => {
    expect(unrunDownstreamTests(`${warning}\n${warning}`)).toHaveLength(2);
  });

  it('finds it in the log of the embedded engine', () => {
    const line = 'WARN Downstream test could not run. Environment might be unsolvable: Failed\n✔ passed!';
    expect(unrunDownstreamTests(asked + line)).toEqual([{ downstream: 'down >=1', cause: 'Failed' }]);
    expect(unrunDownstreamTests(line)).toEqual([{ downstream: 'another package', cause: 'Failed' }]);
  });

  it.each([
    'Downstream test could not run. Environment might be unsolvable: said a script',
    "+ echo 'WARN Downstream test could not run.'",
    'Skipping downstream test as we are already testing a downstream package',
    'Running downstream test with "/tmp/x/down-1-h_0.conda"',
  ])('says nothing of %j', (line) => {
    expect(unrunDownstreamTests(line)).toEqual([]);
  });

  it('is fast for a long log full of warnings', () => {
    const log = `WARN ${'Downstream test could not '.repeat(200_000)}\n`.repeat(3);
    const started = performance.now();
    expect(unrunDownstreamTests(log)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
