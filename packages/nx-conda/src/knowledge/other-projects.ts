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
      "NVIDIA's apex is not on PyPI: use --from=github:NVIDIA/apex@<tag>, and conda-forge's name nvidia-apex",
  },
  clip: {
    is: 'a clipboard for the command line, not the CLIP of OpenAI',
    instead: "OpenAI's CLIP is not on PyPI: use --from=github:openai/CLIP@<commit>",
  },
  pytorch: {
    is: 'a package that only tells to install torch',
    instead: 'use --from=pypi:torch, or require the package pytorch of conda-forge',
  },
  sklearn: {
    is: 'a package that only tells to install scikit-learn',
    instead: 'use --from=pypi:scikit-learn, or require the package scikit-learn of conda-forge',
  },
  'tensorflow-gpu': {
    is: 'a package that only tells to install tensorflow',
    instead: 'require the package tensorflow of conda-forge',
  },
};
