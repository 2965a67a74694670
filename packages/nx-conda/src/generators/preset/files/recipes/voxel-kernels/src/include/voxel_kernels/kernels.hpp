// Gathers the points of a cloud into voxels.
#pragma once

#include <cstdint>
#include <vector>

#include <voxel_kernels/scalar.hpp>
#include <voxel_types/point.hpp>
#include <voxel_types/voxel.hpp>

namespace voxel_kernels {

using Point = voxel_types::Point<Scalar>;

struct Cell {
  voxel_types::Voxel voxel;
  Point mean;                // of the points in this voxel
  std::uint32_t points;      // at least one
  std::uint32_t neighbours;  // occupied voxels among the 26 around this one
};

// The occupied voxels of edge length `size`, in Z-order: near in space is near in the list.
// Throws std::out_of_range if a point is a million voxels or more away from the origin.
std::vector<Cell> voxelise(const std::vector<Point>& points, Scalar size);

}  // namespace voxel_kernels
