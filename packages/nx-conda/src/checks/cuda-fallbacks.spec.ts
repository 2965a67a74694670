import { hardCodedCudaPath } from './rules/hard-coded-cuda-path';
import { findingsOf, linesOf } from './subject.fixture';

const found = (recipe: string) => linesOf(findingsOf(hardCodedCudaPath, recipe));
const script = (...lines: string[]) =>
  `build:\n  script:\n${lines.map((line) => `    - ${line}\n`).join('')}`;

describe('fallbackProblems', () => {
  it.each([
    '${CUDA_HOME:-/usr/local/cuda}',
    '${CUDA_PATH-/opt/cuda}',
    '${CUDA_ROOT:=/usr/local/cuda-12.6}',
    '${CUDA_HOME:-"/usr/local/cuda"}',
    '${CUDA_HOME:-/usr/local/cuda/bin}',
  ])('mentions %s', (text) => {
    expect(found(script(`export CUDA_HOME=${text}`))).toEqual([`info 3: ${text}`]);
  });

  it.each([
    [
      'a command sets the variable',
      script('export CUDA_HOME=$PREFIX', 'make CUDA=${CUDA_HOME:-/usr/local/cuda}'),
    ],
    [
      'the environment of the script sets it',
      'build:\n  script:\n    env: {CUDA_HOME: x}\n    content: make CUDA=${CUDA_HOME:-/usr/local/cuda}\n',
    ],
    ['the fallback is a folder of the build', script('make CUDA=${CUDA_HOME:-$PREFIX}')],
    ['the fallback is another folder', script('make CUDA=${CUDA_HOME:-/usr/local/cudnn}')],
  ])('finds nothing if %s', (_, recipe) => {
    expect(found(recipe)).toEqual([]);
  });
});
