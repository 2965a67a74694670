import { ExplainedError } from '../explained-error';

/** Names that Nx reads as themselves in `--projects=<a>,<b>`, and that no shell and no CI system changes. */
const PLAIN = /^[@\w][\w.@/+-]*$/;

/** @throws ExplainedError for names that Nx would read as patterns or lists. */
export function refuseSpecialNames(names: readonly string[]): void {
  const special = names.find((name) => !PLAIN.test(name));
  if (special === undefined) return;
  throw new ExplainedError(
    `The project ${JSON.stringify(special)} cannot be given to nx run-many --projects in a CI job: its name has characters that Nx or a shell reads in another way.`,
    ['Give the project a name of letters, digits, ".", "_", "-", "/" and "@": "name" in its project.json.'],
  );
}
