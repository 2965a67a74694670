"""cumm on a GPU: memory there and back, and a kernel that NVRTC compiles, which needs libnvrtc-builtins."""

import numpy as np
from cumm import tensorview as tv
from cumm.common import TensorViewNVRTC
from cumm.inliner import NVRTCInlineBuilder

values = np.arange(1 << 20, dtype=np.float32)
x = tv.from_numpy(values).cuda()
assert np.array_equal(x.cpu().numpy(), values), "a copy to the GPU and back differs"

y = tv.empty(x.shape, x.dtype, 0)
NVRTCInlineBuilder([TensorViewNVRTC]).kernel_1d("twice", x.dim(0), 0, "$y[i] = 2.0f * $x[i];")
assert np.array_equal(y.cpu().numpy(), 2 * values), "a kernel compiled now gives other values than numpy"
print(f"cumm: {values.size} values copied, doubled by an NVRTC kernel, equal to numpy's")
