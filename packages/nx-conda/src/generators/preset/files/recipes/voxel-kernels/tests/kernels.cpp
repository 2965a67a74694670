#include <voxel_kernels/kernels.hpp>

#include <cmath>
#include <stdexcept>

using voxel_kernels::Point;
using voxel_kernels::Scalar;
using voxel_kernels::voxelise;

// Two points in one voxel, one in the voxel beside it, one far away.
bool gathers() {
  const auto cells = voxelise({{0.25, 0, 0}, {9, 9, 9}, {0.75, 0, 0}, {-0.5, 0, 0}}, 1);
  return cells.size() == 3 && cells[0].points == 1 && cells[0].neighbours == 1 && cells[1].points == 2 &&
         cells[1].mean.x == Scalar(0.5) && cells[2].neighbours == 0;
}

bool refuses(const Point& point) {
  try {
    voxelise({point}, 1);
    return false;
  } catch (const std::out_of_range&) {
    return true;
  }
}

int main() {
  return gathers() && refuses({Scalar(2e6), 0, 0}) && refuses({0, std::nanf(""), 0}) ? 0 : 1;
}
