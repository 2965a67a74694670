interface GraphFile {
  graph: { dependencies: Record<string, { target: string }[]> };
}

/** One line per project: its requirements. */
export function edgesAsText(graphJson: string): string {
  const { graph } = JSON.parse(graphJson) as GraphFile;
  const projects = Object.entries(graph.dependencies).sort(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.max(...projects.map(([name]) => name.length));
  return projects
    .map(([name, edges]) => {
      const targets = edges.map(({ target }) => target).sort();
      return targets.length > 0 ? `${name.padEnd(width)} ──▶ ${targets.join(', ')}` : name;
    })
    .join('\n');
}
