#include <voxel_types/voxel.hpp>

using voxel_types::Point;
using voxel_types::Voxel;
using voxel_types::voxel_of;

static_assert(Voxel{1, 2, 3} + Voxel{-1, 0, 1} == Voxel{0, 2, 4}, "voxels add");
static_assert((Point<float>{1, 2, 3} + Point<float>{1, 0, 1}).z == 4, "points add");

int main() {
  // A point below zero belongs to the voxel below it: rounding goes down, not toward zero.
  const Point<double> point{-0.25, 0.0, 1.75};
  return voxel_of(point, 0.5) == Voxel{-1, 0, 3} ? 0 : 1;
}
