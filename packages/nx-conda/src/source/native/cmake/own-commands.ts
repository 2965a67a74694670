/** Commands that set none of their arguments. */
export const KNOWN =
  /^(message|install|export|target_\w+|add_\w+|set_\w+|include\w*|link_\w+|enable_\w+|project|cmake_(minimum_required|policy|language)|find_package|check_language|configure_\w+|mark_as_advanced|return|source_group|cython_\w+|pybind11_\w+|nanobind_\w+|python_\w+|swig_\w+|fetchcontent_declare|fetchcontent_makeavailable|fetchcontent_populate|externalproject_add|cpmaddpackage)$/;

/**
 * The arguments of `option` for an option that a project's own command declares: `dmlccore_option(USE_S3 "with S3" OFF)`.
 */
export function declaredOption(command: string, words: readonly string[]): string[] | undefined {
  if (!/^\w+_option$/.test(command) || command === 'cmake_dependent_option') return undefined;
  const value = words.find((word) => /^(ON|OFF)$/i.test(word));
  const [name = ''] = words;
  return value !== undefined && /^[A-Z_]\w{0,99}$/.test(name) ? [name, '', value] : undefined;
}
