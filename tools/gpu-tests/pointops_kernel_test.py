"""
Compares the machine code of pointops._C for nearest neighbors with numpy. cuobjdump extracts the code from the built
package and CuPy starts it, so the package's Python and PyTorch are not needed.

python pointops_kernel_test.py <path of _C.*.so>
"""

import glob
import os
import re
import subprocess
import sys
import tempfile

import cupy
import numpy as np

library = os.path.abspath(sys.argv[1])
points, queries, neighbours = 3000, 500, 8


def kernel_in(folder):
    """Loads the code for this GPU, else PTX, which the driver compiles."""
    capability = cupy.cuda.Device().compute_capability
    for option, suffix in (("-xelf", "cubin"), ("-xptx", "ptx")):
        subprocess.run(["cuobjdump", option, "all", library], cwd=folder, check=True, capture_output=True)
        for file in sorted(glob.glob(f"{folder}/*.{suffix}")):
            fits = suffix == "ptx" or f"sm_{capability}" in file
            name = re.search(rb"_Z\w*21knn_query_cuda_kernel\w*", open(file, "rb").read())
            if fits and name:
                print(f"pointops: {os.path.basename(file)} on compute capability {capability}")
                return cupy.RawModule(path=file).get_function(name.group().decode())
    sys.exit("pointops: no code of knn_query for this GPU")


with tempfile.TemporaryDirectory() as unpacked:
    kernel = kernel_in(unpacked)

random = np.random.default_rng(0)
xyz = random.uniform(-1, 1, (points, 3)).astype(np.float32)
new_xyz = random.uniform(-1, 1, (queries, 3)).astype(np.float32)
index = cupy.zeros((queries, neighbours), np.int32)
distance = cupy.zeros((queries, neighbours), np.float32)
ends = [cupy.array([count], np.int32) for count in (points, queries)]
arguments = (np.int32(queries), np.int32(neighbours), cupy.array(xyz), cupy.array(new_xyz), *ends, index, distance)
kernel(((queries + 255) // 256,), (256,), arguments)

expected = np.sort(((new_xyz[:, None] - xyz[None]) ** 2).sum(-1), axis=1)[:, :neighbours]
np.testing.assert_allclose(distance.get(), expected, rtol=1e-4, atol=1e-6)
print(f"pointops: {neighbours} nearest of {points} points for {queries} queries, as numpy finds them")
