import { ExplainedError } from '../explained-error';

/**
 * The text of an argument that Nx converted to a number: `--to 0.10` reaches a generator as 0.1.
 * @param name without the dashes
 * @param argv the arguments as they were typed
 * @throws ExplainedError if the text is not found: the number alone may be another version
 */
export function typedArgument(name: string, value: string | number, argv: readonly string[]): string {
  if (typeof value === 'string') return value;
  const flag = `--${name}`;
  const written = argv.flatMap((argument, index) => {
    if (argument.startsWith(`${flag}=`)) return [argument.slice(flag.length + 1)];
    return argument === flag ? [argv[index + 1] ?? ''] : [];
  });
  const text = written.find((candidate) => Number(candidate) === value);
  if (text !== undefined) return text;
  throw new ExplainedError(
    `The version was passed as the number ${value}. Numbers lose trailing zeros, so it is unclear which version was meant.`,
    [
      `On the command line, pass ${flag}=<version>, without quotes inside the value. In code, pass a string: { ${name}: '<version>' }.`,
    ],
  );
}
