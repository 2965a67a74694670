import type { FailureRule } from './failure-rule';

/** A source could not be fetched, verified or patched. */
export const sourceFailures: FailureRule[] = [
  {
    pattern: /sha256 checksum validation failed for "?(.*?)"? +expected: +(\w+) +actual: +(\w+)/,
    within: 'error',
    explain: ([, file = '', expected, actual]) => ({
      what: `The source ${file.replace(/^.*src_cache\/[0-9a-f]+_/, '')} is not the expected one: its sha256 is ${actual}, but the recipe expects ${expected}.`,
      steps: [
        'If you changed the version or the URL: write the new sha256 into the recipe (nx g nx-conda:bump does both).',
        'If you changed nothing: inspect the downloaded file. A proxy may have sent an error page instead.',
        'If upstream replaced the file: find out why before you trust it.',
      ],
    }),
  },
  {
    pattern: /Git commit mismatch: expected commit '(\w+)' but got '(\w+)' for revision '([^']+)'/,
    within: 'error',
    explain: ([, expected, actual, revision]) => ({
      what: `${revision} is now at commit ${actual}, but the recipe expects ${expected}.`,
      steps: [
        `If you changed the tag: write the new commit into expected_commit.`,
        'If you changed nothing: upstream moved the tag. Find out why before you trust it.',
      ],
    }),
  },
  {
    pattern: /Patch file not found: (\S+)/,
    within: 'error',
    explain: ([, patch]) => ({
      what: `The patch ${patch} does not exist.`,
      steps: [
        'Correct the path in source.patches. It is relative to the folder of the recipe.',
        'Check that the file is committed: git status --ignored',
      ],
    }),
  },
  {
    pattern: /Patch application error: (.*?)(?: +Hunk content:| *$)/m,
    within: 'error',
    explain: ([, reason]) => ({
      what: `A patch does not apply: ${reason}. The log names it in its last line "Applying patch".`,
      steps: [
        'Recreate the patch for this version of the source: rattler-build debug create-patch, or git diff.',
        'Check that the source is the one the patch was made for: tag or sha256 in the recipe.',
      ],
    }),
  },
  {
    pattern: /Git fetch failed: failed to fetch (\S+): (.*)/,
    within: 'error',
    explain: ([, url, reason = '']) => ({
      what: `Could not fetch the git repository ${url}: ${reason.replace(/^fatal: /, '').trim()}`,
      steps: [
        `Try it: git ls-remote ${url}`,
        'Private repository? Give git access to it on this machine: a credential helper, or an SSH key.',
        'No network? Set a mirror: git config --global url.<mirror>.insteadOf <original>',
      ],
    }),
  },
  {
    pattern: /Failed to download from URL: (.*)/,
    within: 'error',
    explain: ([, reason]) => ({
      what: `Could not download a source: ${reason}. The log names it in its last line "Downloading from".`,
      steps: [
        'Open that URL: is the version published, and spelled like this?',
        'Check the network and the proxy (HTTPS_PROXY).',
        'List a second URL in the recipe: source.url may be a list.',
      ],
    }),
  },
];
