import type { FailureExplanation, FailureRule } from './failure-rule';

/** The files of a package could not be packed, or the script not started. */
export const packagingFailures: FailureRule[] = [
  {
    pattern: /The following license files were not found: ([^"\n]+)/,
    within: 'log',
    explain: ([, files = '']) => missingLicense(files.trim()),
  },
  {
    pattern: /updated the host environment\s+Error: {3}[×x] Script failed to execute/,
    within: 'log',
    explain: () => ({
      what: 'rattler-build could not start the build script.',
      steps: [
        'Check that the file in build.script exists beside the recipe, and that its interpreter is in requirements.build.',
      ],
      mentions: ['script:'],
    }),
  },
  {
    pattern: /No license files were copied/,
    within: 'error',
    explain: () => missingLicense(),
  },
  {
    pattern: /Could not apply pin_subpackage\. The following subpackage is not available:\s*(\S+)/,
    within: 'error',
    explain: ([, name = '']) => ({
      what: `pin_subpackage names ${name}, which is not an output of this recipe.`,
      steps: ['Write the name of an output of this recipe, or require the package by its name and version.'],
      mentions: [name],
    }),
  },
  {
    pattern: /failed to find `patchelf`/,
    within: 'error',
    explain: () => ({
      what: 'The package’s programs and libraries must be relinked, but patchelf is not installed.',
      steps: ['Add patchelf to requirements.build, or install it on this machine (apt install patchelf).'],
    }),
  },
];

function missingLicense(files?: string): FailureExplanation {
  return {
    what: files
      ? `The source and the folder of the recipe do not contain the license file ${files}.`
      : 'The source and the folder of the recipe contain none of the files in about.license_file.',
    steps: [
      'Correct about.license_file. The path is relative to the source, or to the folder of the recipe.',
      'If the source contains no license file, put a copy of the license beside the recipe.',
    ],
    mentions: [files?.split(', ')[0] ?? '', 'license_file:'],
  };
}
