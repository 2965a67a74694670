#!/usr/bin/env bash
# Shows how far a point cloud shrinks, and how many stray voxels it has, at each voxel size of sizes.conf.
set -euo pipefail

share=$(cd "$(dirname "$0")/../share/voxel-survey" && pwd)
cloud=${1-$share/stairs.xyz}

# The columns of voxelise: mean x, y, z; points in the voxel; occupied voxels around it.
row='
  { points += $4; if ($5 == 0) strays++ }
  END { printf "%6s %8d %8d %8d\n", size, points, NR, strays }
'

printf '%6s %8s %8s %8s\n' size points voxels strays
while read -r size; do
  case $size in '' | '#'*) continue ;; esac
  voxelise "$size" "$cloud" | awk -v size="$size" "$row"
done < "$share/sizes.conf"
