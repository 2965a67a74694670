import { findingsOf, linesOf } from '../subject.fixture';
import { ignoredCudaRunExport } from './ignored-cuda-run-export';

const found = (recipe: string) => linesOf(findingsOf(ignoredCudaRunExport, recipe));
const host = (item: string) => `requirements:\n  host:\n    - ${item}\n`;
const ignored = (how: string, name: string) => `  ignore_run_exports:\n    ${how}:\n      - ${name}\n`;

describe('ignored-cuda-run-export', () => {
  it.each([
    ['from_package', 'libcublas-dev'],
    ['by_name', 'libcublas'],
  ])('reports a library that %s: %s keeps out of run', (how, name) => {
    expect(found(host('libcublas-dev >=12') + ignored(how, name))).toEqual(['info 3: libcublas-dev >=12']);
  });

  it.each([
    ['nothing is ignored', host('libcublas-dev')],
    ['something else is', host('libcublas-dev') + ignored('by_name', 'libcusparse')],
    [
      'run has it all the same',
      `${host('libcublas-dev')}  run: [libcublas]\n${ignored('by_name', 'libcublas')}`,
    ],
    [
      'it is linked statically',
      `${host('libcublas-dev')}    - libcublas-static\n${ignored('by_name', 'libcublas')}`,
    ],
    ['it is no library', host('cuda-cccl') + ignored('from_package', 'cuda-cccl')],
  ])('finds nothing if %s', (_, recipe) => {
    expect(found(recipe)).toEqual([]);
  });
});
