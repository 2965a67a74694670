/**
 * Whether a command line makes Nx fix recipes. Such a task changes its own inputs and must run each time.
 * @param target name of the check target
 */
export function isFixMode(argv: readonly string[], target: string): boolean {
  const isFix = argv.some((argument) => /(^|[=\s])--fix(=true)?(\s|$)/i.test(argument));
  const names = argv.flatMap((argument) => argument.replace(/^--?\w+=/, '').split(/[,:]/));
  return isFix && names.includes(target);
}
