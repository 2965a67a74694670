import { pipInstalls } from '../pip-install';
import type { Rule } from '../rule';

/** rattler-build sets PIP_NO_INDEX and PIP_NO_DEPENDENCIES for every build. */
export const pipInstallFromIndex: Rule = {
  id: 'pip-install-from-index',
  severity: 'warning',
  summary: 'A build script installs a package by name with pip',
  *check(subject) {
    for (const install of subject.scripts.flatMap(pipInstalls)) {
      const names = install.targets.filter((target) =>
        /^["']?[A-Za-z][\w.-]*(\[[\w,]*\])?([=<>!~].*)?["']?$/.test(target),
      );
      const name = names
        .map((target) => target.replace(/["']/g, ''))
        .find((target) => !/\.(whl|gz|zip)$/.test(target) && !subject.source?.entries.has(target));
      if (name === undefined) continue;
      yield {
        at: install,
        message: `pip cannot install ${name}: rattler-build disables all package indexes.`,
        why: 'Packages must come from a channel: a download by pip could change without a change of the recipe.',
        help: [
          `Add ${name.replace(/[=<>!~[].*$/, '')} to requirements.host, under its name in the channel, and remove ${name} from the pip install command.`,
        ],
      };
    }
  },
};
