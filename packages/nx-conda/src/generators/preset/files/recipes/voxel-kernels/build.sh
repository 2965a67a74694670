# The library must not depend on the time or the build folder, so that the same source produces the same library,
# and packages built against the library are reused. Do not use -g, which writes the folder into the library.
voxel-codegen neighbours 3 > neighbours.hpp
voxel-codegen spread > spread.hpp

mkdir -p "$PREFIX/include" "$PREFIX/lib"
cp -R include/voxel_kernels "$PREFIX/include/"
cat > "$PREFIX/include/voxel_kernels/scalar.hpp" << END
#pragma once

namespace voxel_kernels {
using Scalar = $PRECISION;
}
END

"${CXX:-c++}" -std=c++17 -O2 -Wall -Wextra -fPIC -shared -I. -I"$PREFIX/include" kernels.cpp \
  -o "$PREFIX/lib/libvoxel_kernels$SHLIB_EXT"
