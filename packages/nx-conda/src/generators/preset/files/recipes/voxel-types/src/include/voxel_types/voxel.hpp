// A voxel: one cube of a grid that fills space. Voxel {0, 0, 0} has a corner at the origin.
#pragma once

#include <cmath>
#include <cstdint>

#include <voxel_types/point.hpp>

namespace voxel_types {

struct Voxel {
  std::int32_t i, j, k;
};

constexpr bool operator==(const Voxel& a, const Voxel& b) {
  return a.i == b.i && a.j == b.j && a.k == b.k;
}

constexpr Voxel operator+(const Voxel& a, const Voxel& b) {
  return {a.i + b.i, a.j + b.j, a.k + b.k};
}

// The voxel of edge length `size` that holds `point`. Indices must fit into 32 bits.
template <class Scalar>
Voxel voxel_of(const Point<Scalar>& point, Scalar size) {
  const auto index = [size](Scalar coordinate) {
    return static_cast<std::int32_t>(std::floor(coordinate / size));
  };
  return {index(point.x), index(point.y), index(point.z)};
}

}  // namespace voxel_types
