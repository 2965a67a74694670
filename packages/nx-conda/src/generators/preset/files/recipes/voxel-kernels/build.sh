# Nothing here may depend on the time or the folder: the same source then gives the same library, and
# packages built on top of it are reused. So do not use -g: it would write the folder into the library.
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
