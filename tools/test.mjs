// All checks: lint, types, unit tests, end-to-end tests. Ends with the line `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'nx-conda-test-'));
const report = join(folder, 'jest.json');

const checks = [run('lint'), run('types'), run('jest', '--json', `--outputFile=${report}`)];
const jest = readReport();
rmSync(folder, { recursive: true, force: true });

// Lint and types count as one test each; a run without a Jest report is a failure.
const passed = checks.slice(0, 2).filter(Boolean).length + jest.numPassedTests;
const failed =
  checks.slice(0, 2).filter((ok) => !ok).length + jest.numFailedTests + jest.numRuntimeErrorTestSuites;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = checks.every(Boolean) && failed === 0 ? 0 : 1;

function run(script, ...args) {
  const { status } = spawnSync('npm', ['run', '--silent', script, '--', ...args], {
    stdio: ['ignore', 2, 2],
  });
  return status === 0;
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0 };
  }
}
