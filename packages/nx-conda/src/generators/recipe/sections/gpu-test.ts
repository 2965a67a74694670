import type { CudaFacts } from '../../../source/source-facts';
import { Remark } from '../text/yaml-value';

/** A test that runs only on machines with a GPU: docs/gpu-tests.md. */
export function gpuTest({ builtBy }: CudaFacts): Remark {
  const call =
    builtBy === 'torch'
      ? `    - python -c "import torch; print(torch.cuda.get_device_name() if torch.cuda.is_available() else 'no GPU, not run')"`
      : '    - nvidia-smi && python tests/on_gpu.py || echo "no GPU, not run"';
  return new Remark([
    'Example of a test that needs a GPU. Without a GPU, it reports that it did not run:',
    '- script:',
    call,
  ]);
}
