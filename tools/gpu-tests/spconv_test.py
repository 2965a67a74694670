"""spconv on a GPU: converts points to voxels with its compiled kernels, and compares with its own CPU code."""

import numpy as np
from cumm import tensorview as tv
from spconv.utils import Point2VoxelCPU3d, Point2VoxelGPU3d

options = dict(
    vsize_xyz=[0.5] * 3,
    coors_range_xyz=[-8] * 3 + [8] * 3,
    num_point_features=3,
    max_num_voxels=20000,
    max_num_points_per_voxel=5,
)
points = np.random.default_rng(0).uniform(-7.9, 7.9, size=(5000, 3)).astype(np.float32)


def voxels(result):
    _, indices, counts = (tensor.cpu().numpy() for tensor in result)
    return {tuple(index): int(count) for index, count in zip(indices, counts)}


expected = voxels(Point2VoxelCPU3d(**options).point_to_voxel(tv.from_numpy(points)))
found = voxels(Point2VoxelGPU3d(**options).point_to_voxel_hash(tv.from_numpy(points).cuda()))
assert found == expected, f"{len(found)} voxels on the GPU, {len(expected)} on the CPU"
print(f"spconv: {len(points)} points in {len(found)} voxels, the same as on the CPU")
