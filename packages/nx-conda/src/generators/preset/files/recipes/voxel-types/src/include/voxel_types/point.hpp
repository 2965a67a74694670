// A point in space. `Scalar` is float or double.
#pragma once

namespace voxel_types {

template <class Scalar>
struct Point {
  Scalar x, y, z;
};

template <class Scalar>
constexpr Point<Scalar> operator+(const Point<Scalar>& a, const Point<Scalar>& b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z};
}

template <class Scalar>
constexpr Point<Scalar> operator/(const Point<Scalar>& a, Scalar divisor) {
  return {a.x / divisor, a.y / divisor, a.z / divisor};
}

}  // namespace voxel_types
