/** A name on PyPI that people take for another project. */
export interface OtherProject {
  /** What PyPI has under the name. */
  is: string;
  /** What to use for the project that people mean. */
  instead: string;
}

/** By normalized name (PEP 503). */
export const OTHER_PROJECTS: Readonly<Record<string, OtherProject>> = {
  apex: {
    is: 'a toolkit for the web framework Pyramid, not the apex of NVIDIA for PyTorch',
    instead:
      'write a new one with --from=github:NVIDIA/apex@<tag>. conda-forge calls this package nvidia-apex',
  },
  clip: {
    is: 'a clipboard for the command line, not the CLIP of OpenAI',
    instead: 'write a new one with --from=github:openai/CLIP@<commit> (all 40 digits)',
  },
  pytorch: {
    is: 'a package that only tells you to install torch',
    instead: 'write a new one with --from=pypi:torch, or require the package pytorch of conda-forge',
  },
  sklearn: {
    is: 'a package that only tells you to install scikit-learn',
    instead:
      'write a new one with --from=pypi:scikit-learn, or require the package scikit-learn of conda-forge',
  },
  'tensorflow-gpu': {
    is: 'a package that only tells you to install tensorflow',
    instead: 'require the package tensorflow of conda-forge',
  },
};
