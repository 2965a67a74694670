"""cumm on a GPU: copies memory both ways, and runs a kernel compiled by NVRTC, which needs libnvrtc-builtins."""

import numpy as np
from cumm import tensorview as tv

values = np.arange(1 << 20, dtype=np.float32)
x = tv.from_numpy(values).cuda()
assert np.array_equal(x.cpu().numpy(), values), "a copy to the GPU and back differs"

source = """
extern "C" __global__ void twice(const float* x, float* y, int size) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < size) y[i] = 2.0f * x[i];
}
"""
y = tv.empty(x.shape, x.dtype, 0)
architecture = "sm_{}{}".format(*tv.get_compute_capability(0))
module = tv.NVRTCModule(source, {}, ["--std=c++17", f"--gpu-architecture={architecture}"])
module.load()
module.run_kernel("twice", module.get_1d_launch_param(values.size), x, y, int(values.size))
assert np.array_equal(y.cpu().numpy(), 2 * values), "a kernel compiled now gives other values than numpy"
print(f"cumm: {values.size} values copied, doubled by an NVRTC kernel, equal to numpy's, on {architecture}")
