#!/usr/bin/env bash
# Writes a C++17 header with one lookup table to standard output. The same arguments give the same bytes.
set -euo pipefail

usage() {
  cat >&2 <<'TEXT'
usage: voxel-codegen neighbours SIZE   offsets of a cube of SIZE voxels a side (3, 5 or 7) around its center
       voxel-codegen spread            every byte with its bits three places apart, for Z-order codes
       voxel-codegen palette COLORS    COLORS (2 to 256) shades from blue to red
TEXT
  exit 2
}

# table DECLARATION: wraps the rows on standard input into a header.
table() {
  printf '// Written by voxel-codegen. Do not edit.\n#pragma once\n\n'
  printf '#include <cstdint>\n\n#include <voxel_types/voxel.hpp>\n\n'
  printf 'namespace voxel_tables {\n\ninline constexpr %s = {\n' "$1"
  cat
  printf '};\n\n}  // namespace voxel_tables\n'
}

neighbours() {
  local reach=$(($1 / 2)) i j k
  for ((i = -reach; i <= reach; i++)); do
    for ((j = -reach; j <= reach; j++)); do
      for ((k = -reach; k <= reach; k++)); do
        if ((i || j || k)); then printf '    {%d, %d, %d},\n' "$i" "$j" "$k"; fi
      done
    done
  done
}

spread() {
  local byte bit code
  for ((byte = 0; byte < 256; byte++)); do
    code=0
    for ((bit = 0; bit < 8; bit++)); do code=$((code | (byte >> bit & 1) << 3 * bit)); done
    printf '    0x%06x,\n' "$code"
  done
}

palette() {
  local last=$(($1 - 1)) step red
  for ((step = 0; step <= last; step++)); do
    red=$((255 * step / last))
    printf '    {%d, %d, %d},\n' "$red" 64 $((255 - red))
  done
}

case "${1-} ${2-}" in
  'neighbours 3' | 'neighbours 5' | 'neighbours 7')
    neighbours "$2" | table "voxel_types::Voxel neighbours_$2[$(($2 * $2 * $2 - 1))]"
    ;;
  'spread ')
    spread | table 'std::uint32_t spread[256]'
    ;;
  'palette '[1-9] | 'palette '[1-9][0-9] | 'palette '[12][0-9][0-9])
    if (($2 < 2 || $2 > 256)); then usage; fi
    palette "$2" | table "std::uint8_t palette_$2[$2][3]"
    ;;
  *) usage ;;
esac
