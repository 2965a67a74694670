import type { CudaFacts } from '../../../source/source-facts';
import { Remark } from '../text/yaml-value';

const WITH_PYTORCH = [
  `    - python -c "import torch; print(torch.cuda.get_device_name() if torch.cuda.is_available() else 'no GPU, not run')"`,
];

/** With `nvidia-smi && python … || echo …`, the test would pass even if the Python script fails. */
const WITHOUT_PYTORCH = [
  '    - if nvidia-smi; then python tests/on_gpu.py; else echo "no GPU, not run"; fi',
  '  files:',
  '    source:',
  '      - tests/on_gpu.py',
];

/** A test that runs only on machines with a GPU: docs/gpu-tests.md. */
export function gpuTest({ builtBy }: CudaFacts): Remark {
  return new Remark([
    'Example of a test that needs a GPU. Without a GPU, the test prints that it did not run. With a GPU, the test fails if the Python code fails:',
    '- script:',
    ...(builtBy === 'torch' ? WITH_PYTORCH : WITHOUT_PYTORCH),
  ]);
}
