/** A small noarch package, and its requirements in host and run. */
export interface SmallPackage {
  name: string;
  needs: string[];
}

/** Each needs the previous one. */
export function chainOf(size: number): SmallPackage[] {
  return Array.from({ length: size }, (_, at) => ({
    name: packageName(at + 1),
    needs: at > 0 ? [packageName(at)] : [],
  }));
}

export function packageName(index: number): string {
  return `chain-${String(index).padStart(3, '0')}`;
}

const LAYERS = 29;
const IN_LAYER = 8;
const NEEDED = 4;

/**
 * As many projects as the corpus' ROS workspace, and a few more build dependencies: 232 and 12,992. Each package needs
 * the first four of the previous layer, and with them the first four of all earlier layers.
 */
export function layers(): SmallPackage[] {
  const name = (layer: number, at: number) => `layer-${String(layer).padStart(2, '0')}-${at}`;
  return Array.from({ length: LAYERS * IN_LAYER }, (_, index) => {
    const layer = Math.floor(index / IN_LAYER);
    const before = Array.from({ length: layer > 0 ? NEEDED : 0 }, (_none, at) => name(layer - 1, at));
    return { name: name(layer, index % IN_LAYER), needs: before };
  });
}

export function recipePath(name: string): string {
  return `recipes/${name}/recipe.yaml`;
}

export function recipeText({ name, needs }: SmallPackage): string {
  const list = `[${needs.join(', ')}]`;
  const requirements = needs.length > 0 ? `\nrequirements:\n  host: ${list}\n  run: ${list}` : '';
  return `package: {name: ${name}, version: 1.0.0}
build:
  noarch: generic
  script:
    - mkdir -p $PREFIX/share
    - echo content of ${name} > $PREFIX/share/${name}.txt${requirements}
`;
}
