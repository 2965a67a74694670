/** True for a file that controls how a source is compiled. @param name path with `/` */
export function isBuildFile(name: string): boolean {
  return /(^|\/)(setup\.py|CMakeLists\.txt|(GNU)?[Mm]akefile|meson\.build|[^/]*\.(cmake|mk|mak))$/.test(name);
}

const OTHER_FOLDERS =
  /(^|\/)(\.[^/]+|node_modules|site-packages|build|target|dist|bench(marks?)?|tools|scripts|docs?|docker|(examples?|samples?|tests?)|third_?party|3rdparty|external|extern|vendor)\//i;

/** True for a file in a folder that is usually not built, or contains third-party code. @param name path with `/` */
export function isOutsideBuild(name: string): boolean {
  return OTHER_FOLDERS.test(name);
}
