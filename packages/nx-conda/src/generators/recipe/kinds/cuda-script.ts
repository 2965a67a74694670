import type { CudaFacts } from '../../../source/source-facts';
import { Block, noted, type YamlEntries, type YamlValue } from '../text/yaml-value';
import { architectureRemarks } from './architecture-lines';
import { switchRemarks, switchVariables } from './cuda-switch-lines';

/**
 * `build.script` of a build with CUDA, with comments about what decides about CUDA.
 * @param env variables besides those that turn CUDA on
 * @param release of CUDA: `12.6`
 */
export function cudaScript(env: YamlEntries, content: string, cuda: CudaFacts, release: string): YamlValue {
  const remarks = [...switchRemarks(cuda), ...architectureRemarks(cuda, release)];
  const all = { ...switchVariables(cuda.switches), ...env };
  const hasVariables = Object.keys(all).length > 0;
  return noted(remarks.join('\n'), { ...(hasVariables && { env: all }), content: new Block(content) });
}
