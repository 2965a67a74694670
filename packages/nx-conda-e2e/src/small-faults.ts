import { SMALL_BUILD_FAULTS } from './small-build-faults';
import { SMALL_CUDA_FAULTS } from './small-cuda-faults';
import type { SmallFault } from './small-recipe';

export const SMALL_FAULTS: readonly SmallFault[] = [...SMALL_CUDA_FAULTS, ...SMALL_BUILD_FAULTS];
