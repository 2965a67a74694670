import { checkOutCommands, submodulesOf } from './submodules';

/**
 * One line that names the submodules that are not checked out: their recipes are unknown, and their packages would come
 * from a channel. Undefined if there are none.
 */
export function hiddenRecipes(workspaceRoot: string): string | undefined {
  const absent = submodulesOf(workspaceRoot).filter(({ isCheckedOut }) => !isCheckedOut);
  if (absent.length === 0) return undefined;
  const names = absent.map(({ path }) => path).join(', ');
  const commands = checkOutCommands(absent).join('; ');
  return absent.length === 1
    ? `The git submodule ${names} is not checked out, so recipes in this submodule are not projects. To check out the submodule, run ${commands}`
    : `The git submodules ${names} are not checked out, so recipes in these submodules are not projects. To check out the submodules, run ${commands}`;
}

/** Whether a command names a target of the plugin: `run app:conda-build`, `run-many -t conda-build,conda-test`. */
export function namesTarget(argv: readonly string[], targets: readonly string[]): boolean {
  return argv.some((argument) => argument.split(/[\s,=:]/).some((word) => targets.includes(word)));
}
