#include <cstddef>

#include "neighbours.hpp"
#include "palette.hpp"
#include "spread.hpp"

using namespace voxel_tables;

constexpr std::size_t length_of_neighbours = sizeof neighbours_3 / sizeof neighbours_3[0];
static_assert(length_of_neighbours == 26, "a cube of 27 voxels without its center");
static_assert(spread[0xff] == 0x249249, "eight bits, three places apart");

int main() {
  voxel_types::Voxel sum{0, 0, 0};
  for (const auto& offset : neighbours_3) sum = sum + offset;
  const bool symmetric = sum == voxel_types::Voxel{0, 0, 0};
  const bool blue_to_red = palette_27[0][2] == 255 && palette_27[26][0] == 255;
  return symmetric && blue_to_red ? 0 : 1;
}
