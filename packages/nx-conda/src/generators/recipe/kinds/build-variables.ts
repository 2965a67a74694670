/** Environment variables that a source needs to build a proper package, by name. From the setup.py of each. */
const VARIABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Compile the extension now, instead of on the user's machine.
  cumm: { CUMM_DISABLE_JIT: '1' },
  spconv: { CUMM_DISABLE_JIT: '1', SPCONV_DISABLE_JIT: '1' },
  // Compile, instead of fetching a wheel.
  'flash-attn': { FLASH_ATTENTION_FORCE_BUILD: 'TRUE' },
  'mamba-ssm': { MAMBA_FORCE_BUILD: 'TRUE' },
  'causal-conv1d': { CAUSAL_CONV1D_FORCE_BUILD: 'TRUE' },
  // Compile for CUDA on machines without a GPU.
  detectron2: { FORCE_CUDA: '1' },
  pytorch3d: { FORCE_CUDA: '1' },
};

export function buildVariables(name: string): Readonly<Record<string, string>> {
  return Object.hasOwn(VARIABLES, name) ? (VARIABLES[name] ?? {}) : {};
}
