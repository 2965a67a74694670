/** True for a file that controls how a source is compiled. @param name path with `/` */
export function isBuildFile(name: string): boolean {
  return /(^|\/)(setup\.py|CMakeLists\.txt|(GNU)?[Mm]akefile|meson\.build|[^/]*\.(cmake|mk|mak))$/.test(name);
}
