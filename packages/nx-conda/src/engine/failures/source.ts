import type { FailureRule } from './failure-rule';

/** A source could not be fetched, verified or patched. */
export const sourceFailures: FailureRule[] = [
  {
    pattern: /sha256 checksum validation failed for "?(.*?)"? +expected: +(\w+) +actual: +(\w+)/,
    within: 'error',
    explain: ([, file = '', expected, actual]) => ({
      what: `The source ${file.replace(/^.*src_cache\/[0-9a-f]+_/, '')} does not match the recipe: its sha256 is ${actual}, but the recipe expects ${expected}.`,
      steps: [
        `If you changed the version or the URL, replace the sha256 in the recipe with ${actual}. For the next version, run nx g nx-conda:bump <project> --to <version>, which changes the version and the sha256 together.`,
        'If you changed nothing, download the URL of the source yourself, and inspect the file: a proxy may have sent an error page instead. rattler-build has deleted its own download.',
        'If the server now has a different file, find out why before you trust the new file.',
      ],
    }),
  },
  {
    pattern: /Git commit mismatch: expected commit '(\w+)' but got '(\w+)' for revision '([^']+)'/,
    within: 'error',
    explain: ([, expected, actual, revision]) => ({
      what: `The git revision ${revision} points to commit ${actual}, but the recipe expects commit ${expected}.`,
      steps: [
        `If you changed the tag in the recipe, write the new commit into expected_commit.`,
        'If you changed nothing, the tag or branch has moved: find out why before you trust the new commit.',
      ],
    }),
  },
  {
    pattern: /Patch file not found: (\S+)/,
    within: 'error',
    explain: ([, patch]) => ({
      what: `The patch ${patch} does not exist.`,
      steps: [
        'Correct the path in source.patches. The path is relative to the folder of the recipe.',
        'If the patch exists on another machine, run git status --ignored there: the patch may not be committed.',
      ],
    }),
  },
  {
    pattern: /Patch application error: (.*?)(?: +Hunk content:| *$)/m,
    within: 'error',
    explain: ([, reason]) => ({
      what: `A patch does not apply: ${reason}. The last "Applying patch" line of the log shows which patch.`,
      steps: [
        'Recreate the patch: make its changes in a git checkout of this version of the source, and save the output of git diff as the patch file.',
        'Check that the patch was made for the version of the source that the tag or sha256 in the recipe selects.',
      ],
    }),
  },
  {
    pattern: /Git fetch failed: failed to fetch (\S+): (.*)/,
    within: 'error',
    explain: ([, url, reason = '']) => ({
      what: `Could not fetch the git repository ${url}: ${reason.replace(/^fatal: /, '').trim()}`,
      steps: [
        `To test the access, run git ls-remote ${url}`,
        'If the repository is private, set up a credential helper or an SSH key for git on this machine.',
        'If this machine cannot reach the server, set a mirror with git config --global url.<mirror>.insteadOf <original>',
      ],
    }),
  },
  {
    pattern: /Failed to download from URL: (.*)/,
    within: 'error',
    explain: ([, reason]) => ({
      what: `Could not download a source: ${reason}. The last "Downloading from" line of the log shows the URL.`,
      steps: [
        'To check that the URL is correct and the version is published, open the URL in a browser.',
        'Check the network and the proxy (HTTPS_PROXY).',
        'Or add the URL of a mirror to the recipe: source.url may be a list.',
      ],
    }),
  },
];
