/**
 * Names that Git projects give to branches, never to releases: the default branches of Git and of its hosts, and those of
 * the branching models (git-flow).
 */
const BRANCHES =
  /^(main|master|trunk|head|dev|devel|develop|development|nightly|staging|next|gh-pages|default)$/i;
/** By their form, or by convention. Tags are called `release/x` too. */
const FOLDERS = /^(refs\/(heads|remotes)|origin|upstream|heads|features?|hotfix|bugfix)\//i;

/** Whether a `rev` of Git names a branch, which moves with each commit. */
export function isBranchName(rev: string): boolean {
  return BRANCHES.test(rev) || FOLDERS.test(rev);
}
