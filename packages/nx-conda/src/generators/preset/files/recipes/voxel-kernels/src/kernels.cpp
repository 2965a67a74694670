#include <voxel_kernels/kernels.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>

#include "neighbours.hpp"
#include "spread.hpp"

namespace voxel_kernels {
namespace {

using voxel_types::Voxel;

struct Entry {
  std::uint64_t code;
  std::size_t point;
};

// Indices from -reach to reach - 1 become 21 bits each, three of which fit into a code of 64 bits.
constexpr std::int32_t reach = 1 << 20;

// Spreads the bits of one index, three places apart.
std::uint64_t spread_index(std::int32_t index) {
  const auto bits = static_cast<std::uint64_t>(index + reach);
  std::uint64_t code = 0;
  for (unsigned byte = 0; byte < 3; ++byte) {
    code |= std::uint64_t{voxel_tables::spread[bits >> (8 * byte) & 0xff]} << (24 * byte);
  }
  return code;
}

std::uint64_t code_of(const Voxel& voxel) {
  return spread_index(voxel.i) | spread_index(voxel.j) << 1 | spread_index(voxel.k) << 2;
}

// Also false if a coordinate is not a number. One voxel less than `reach`, so that neighbors fit too.
bool within_reach(const Point& point, Scalar size) {
  const auto near = [size](Scalar coordinate) { return std::abs(coordinate / size) < reach - 1; };
  return near(point.x) && near(point.y) && near(point.z);
}

std::vector<Entry> sorted_entries(const std::vector<Point>& points, Scalar size) {
  std::vector<Entry> entries;
  entries.reserve(points.size());
  for (std::size_t point = 0; point < points.size(); ++point) {
    if (!within_reach(points[point], size)) {
      throw std::out_of_range("a point is too far away for this voxel size");
    }
    entries.push_back({code_of(voxel_types::voxel_of(points[point], size)), point});
  }
  // The order of the points breaks ties, so that means are always summed in the same order.
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.code != b.code ? a.code < b.code : a.point < b.point;
  });
  return entries;
}

std::uint32_t count_neighbours(const Voxel& voxel, const std::vector<std::uint64_t>& codes) {
  std::uint32_t count = 0;
  for (const Voxel& offset : voxel_tables::neighbours_3) {
    count += std::binary_search(codes.begin(), codes.end(), code_of(voxel + offset)) ? 1 : 0;
  }
  return count;
}

}  // namespace

std::vector<Cell> voxelise(const std::vector<Point>& points, Scalar size) {
  std::vector<Cell> cells;
  std::vector<std::uint64_t> codes;
  for (const Entry& entry : sorted_entries(points, size)) {
    const Point& point = points[entry.point];
    if (codes.empty() || codes.back() != entry.code) {
      codes.push_back(entry.code);
      cells.push_back({voxel_types::voxel_of(point, size), {0, 0, 0}, 0, 0});
    }
    cells.back().mean = cells.back().mean + point;
    cells.back().points += 1;
  }
  for (Cell& cell : cells) {
    cell.mean = cell.mean / static_cast<Scalar>(cell.points);
    cell.neighbours = count_neighbours(cell.voxel, codes);
  }
  return cells;
}

}  // namespace voxel_kernels
