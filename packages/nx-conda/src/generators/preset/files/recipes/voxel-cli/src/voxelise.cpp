#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include <voxel_kernels/kernels.hpp>

#include "palette.hpp"

namespace {

using voxel_kernels::Cell;
using voxel_kernels::Point;
using voxel_kernels::Scalar;

constexpr const char* usage =
    "usage: voxelise [--ply] [--min-neighbours N] SIZE [FILE]\n"
    "Reads points, one `x y z` per line, from FILE or standard input, and gathers them into voxels\n"
    "of edge SIZE. Writes one line per voxel: the mean and number of its points, and how many\n"
    "of the 26 voxels around it are occupied. With --ply: a PLY file, colored from blue (alone) to\n"
    "red (surrounded).\n"
    "--min-neighbours leaves out voxels with fewer occupied voxels around them: stray points.\n";

// The library's headers determine the precision.
constexpr const char* version =
    std::is_same<Scalar, double>::value ? "voxelise " VERSION " double" : "voxelise " VERSION " float";

struct Options {
  bool ply = false;
  unsigned long min_neighbours = 0;
  Scalar size = 0;
  const char* file = nullptr;
};

struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Options parse(int argc, char** argv) {
  Options options;
  int next = 1;
  for (; next < argc && std::strncmp(argv[next], "--", 2) == 0; ++next) {
    if (std::strcmp(argv[next], "--ply") == 0) {
      options.ply = true;
    } else if (std::strcmp(argv[next], "--min-neighbours") == 0 && next + 1 < argc) {
      options.min_neighbours = std::strtoul(argv[++next], nullptr, 10);
    } else {
      throw UsageError(std::string("unknown option: ") + argv[next]);
    }
  }
  if (next < argc) options.size = static_cast<Scalar>(std::strtod(argv[next++], nullptr));
  if (!(options.size > 0)) throw UsageError("SIZE must be a number above zero");
  if (next < argc) options.file = argv[next];
  return options;
}

// Skips empty lines and lines that start with #.
std::vector<Point> read_points(std::FILE* input) {
  std::vector<Point> points;
  char line[512];
  for (unsigned long number = 1; std::fgets(line, sizeof line, input) != nullptr; ++number) {
    if (line[0] == '#' || line[0] == '\n') continue;
    double x, y, z;
    if (std::sscanf(line, "%lf %lf %lf", &x, &y, &z) != 3) {
      throw std::runtime_error("line " + std::to_string(number) + " is not `x y z`");
    }
    points.push_back({static_cast<Scalar>(x), static_cast<Scalar>(y), static_cast<Scalar>(z)});
  }
  return points;
}

std::vector<Point> read_points(const char* file) {
  std::FILE* input = std::fopen(file, "r");
  if (input == nullptr) throw std::runtime_error(std::string("cannot read ") + file);
  const auto points = read_points(input);
  std::fclose(input);
  return points;
}

std::vector<Cell> without_strays(const std::vector<Cell>& cells, unsigned long min_neighbours) {
  std::vector<Cell> kept;
  for (const Cell& cell : cells) {
    if (cell.neighbours >= min_neighbours) kept.push_back(cell);
  }
  return kept;
}

void write_text(const std::vector<Cell>& cells) {
  for (const Cell& cell : cells) {
    const Point& mean = cell.mean;
    std::printf("%g %g %g %u %u\n", mean.x, mean.y, mean.z, cell.points, cell.neighbours);
  }
}

void write_ply(const std::vector<Cell>& cells) {
  std::printf("ply\nformat ascii 1.0\nelement vertex %zu\n", cells.size());
  std::printf("property float x\nproperty float y\nproperty float z\n");
  std::printf("property uchar red\nproperty uchar green\nproperty uchar blue\nend_header\n");
  for (const Cell& cell : cells) {
    const auto& colour = voxel_tables::palette_27[cell.neighbours];
    const Point& mean = cell.mean;
    std::printf("%g %g %g %d %d %d\n", mean.x, mean.y, mean.z, colour[0], colour[1], colour[2]);
  }
}

void run(const Options& options) {
  const auto points = options.file == nullptr ? read_points(stdin) : read_points(options.file);
  const auto cells = without_strays(voxel_kernels::voxelise(points, options.size), options.min_neighbours);
  options.ply ? write_ply(cells) : write_text(cells);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--version") == 0) return std::printf("%s\n", version) < 0;
  if (argc == 2 && std::strcmp(argv[1], "--help") == 0) return std::fputs(usage, stdout) < 0;
  try {
    run(parse(argc, argv));
    return 0;
  } catch (const UsageError& error) {
    std::fprintf(stderr, "voxelise: %s\n%s", error.what(), usage);
    return 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "voxelise: %s\n", error.what());
    return 1;
  }
}
