import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { TestWorkspace } from '../test-workspace';
import type { NamedChange } from './change';
import { commandOf, environmentOf, type Mode, turnsOf, withDaemon } from './modes';
import { digestsBelow } from './packages-on-disk';
import { Place } from './place';
import { type Happened, isSuspicious, type Observation } from './verdict';

/** A workspace with a recipe for each change; each round makes all of them. */
export class ChangesTable {
  private readonly places: Map<NamedChange, Place>;
  private names = new Map<string, string>();
  /** How often each change has been made. */
  private readonly rounds = new Map<NamedChange, number>();

  constructor(
    private readonly workspace: TestWorkspace,
    private readonly changes: NamedChange[],
    private readonly log: (line: string) => void = () => undefined,
  ) {
    this.places = new Map(changes.map((change) => [change, this.placeOf(change)]));
  }

  /** Writes, commits and builds everything. */
  async prepare(): Promise<void> {
    for (const [change, place] of this.places) {
      mkdirSync(place.outside, { recursive: true });
      change.prepare(place);
    }
    this.workspace.commit('Start');
    this.names = await this.projectsByRoot();
    const first = await this.runAll();
    const broken = [...first].filter(([, happened]) => happened === 'failed').map(([task]) => task);
    const lost = this.changes.filter((change) => !first.has(this.taskOf(change))).map(({ name }) => name);
    this.log(`${this.names.size} projects; not built: ${broken.join(', ')}; no projects: ${lost.join(', ')}`);
  }

  /**
   * One round: every change that the mode can see, all at once or in a few turns, and a run for each.
   * @param wanted the changes to make, of this table.
   * @param explained changes to explain before the run.
   */
  async play(mode: Mode, wanted = this.changes, explained: NamedChange[] = []): Promise<Observation[]> {
    const observations: Observation[] = [];
    await withDaemon(mode, this.workspace, async () => {
      for (const turn of turnsOf(mode, wanted))
        observations.push(...(await this.turn(mode, turn, explained)));
    });
    return this.proven(observations);
  }

  private async turn(mode: Mode, changes: NamedChange[], explained: NamedChange[]): Promise<Observation[]> {
    const before = this.digests();
    this.change(changes, mode);
    if (mode.daemon) await setTimeout(1_500);
    const said = await this.explain(
      changes.filter((change) => explained.includes(change)),
      mode,
    );
    const happened = await this.runAll(mode);
    const after = this.digests();
    return changes.map((change) => ({
      change,
      mode: mode.name,
      happened: happened.get(this.taskOf(change)) ?? 'absent',
      before: before.get(change.name),
      after: after.get(change.name),
      explained: said.get(this.names.get(this.rootOf(change)) ?? ''),
    }));
  }

  private change(changes: NamedChange[], mode: Mode): void {
    if (mode.affected) this.workspace.commit('What the rounds before left');
    for (const change of changes) {
      const place = this.places.get(change);
      const round = this.roundOf(change) + 1;
      this.rounds.set(change, round);
      if (place) change.apply(place, round);
    }
    if (mode.affected) this.workspace.commit('This round');
  }

  /** If a reuse looks wrong, builds everything without the cache: project names are not safe patterns for Nx. */
  private async proven(observations: Observation[]): Promise<Observation[]> {
    if (!observations.some(isSuspicious)) return observations;
    await this.workspace.nx(
      ['run-many', '-t', 'conda-build', '--parallel=2', '--skip-nx-cache'],
      this.environment(),
    );
    const truth = this.digests();
    return observations.map((observation) =>
      isSuspicious(observation)
        ? { ...observation, truth: truth.get(observation.change.name) ?? '' }
        : observation,
    );
  }

  /** The tasks of a run, and their results. */
  private async runAll(mode?: Mode): Promise<Map<string, Happened>> {
    const env = { ...this.environment(), ...(mode && environmentOf(mode)) };
    const tests = this.changes
      .filter(({ target }) => target)
      .map((change) => this.names.get(this.rootOf(change)) ?? '');
    const command = (target: string) =>
      mode ? commandOf(mode, target) : ['run-many', '-t', target, '--parallel=2'];
    const builds = await this.workspace.outcomesOf(command('conda-build'), env);
    if (tests.length === 0 || mode?.affected) return builds;
    const tested = await this.workspace.outcomesOf([...command('conda-test'), '-p', tests.join()], env);
    return new Map<string, Happened>([
      ...builds,
      ...[...tested].filter(([task]) => task.endsWith(':conda-test')),
    ]);
  }

  private async explain(changes: NamedChange[], mode: Mode): Promise<Map<string, string>> {
    // Nx reads any other name as a pattern.
    const projects = changes
      .map((change) => this.names.get(this.rootOf(change)) ?? '')
      .filter((name) => /^[\w-]+$/.test(name));
    if (projects.length === 0) return new Map();
    const { output } = await this.workspace.nx(
      [
        'run-many',
        '-t',
        'conda-explain',
        '-p',
        projects.join(),
        '--json',
        '--output-style=stream-without-prefixes',
      ],
      { ...this.environment(), ...environmentOf(mode) },
    );
    return new Map(output.split('\n').flatMap(explanationIn));
  }

  private digests(): Map<string, string> {
    return digestsBelow(join(this.workspace.root, 'dist'));
  }

  /** The variables of every recipe, in this round. */
  private environment(): Record<string, string> {
    return Object.assign(
      {},
      ...this.changes.map((change) => change.env?.(change.name, this.roundOf(change)) ?? {}),
    ) as Record<string, string>;
  }

  private async projectsByRoot(): Promise<Map<string, string>> {
    const file = join(this.workspace.home, 'graph.json');
    await this.workspace.ok(['graph', `--file=${file}`]);
    const { graph } = JSON.parse(readFileSync(file, 'utf8')) as {
      graph: { nodes: Record<string, { data: { root: string } }> };
    };
    return new Map(Object.entries(graph.nodes).map(([name, { data }]) => [data.root, name]));
  }

  private roundOf(change: NamedChange): number {
    return this.rounds.get(change) ?? 0;
  }

  private taskOf(change: NamedChange): string {
    return `${this.names.get(this.rootOf(change)) ?? 'no project'}:${change.target ?? 'conda-build'}`;
  }

  private rootOf({ folder, name }: NamedChange): string {
    return (folder ?? 'recipes/NAME').replaceAll('NAME', name);
  }

  private placeOf(change: NamedChange): Place {
    const outside = join(this.workspace.home, 'outside', change.name);
    return new Place(this.workspace, change.name, this.rootOf(change), outside);
  }
}

/** The project of a line and the decision; `depends`: on the result of another build. */
function explanationIn(line: string): [project: string, decision: string][] {
  if (!line.startsWith('{"project"')) return [];
  const { project, decision, upstream } = JSON.parse(line) as Record<'project' | 'decision', string> & {
    upstream: unknown[];
  };
  return [[project, decision === 'reuse' && upstream.length > 0 ? 'depends' : decision]];
}
