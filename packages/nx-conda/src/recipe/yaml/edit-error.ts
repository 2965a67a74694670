import { ExplainedError } from '../../explained-error';
import { positionOf, type YamlFile } from './nodes';

/** `recipe.yaml:4:12`, as terminals and editors open it. */
export function shownPosition(yaml: YamlFile, node: unknown): string {
  const { line, column } = positionOf(yaml, node);
  return `${yaml.file}:${line}:${column}`;
}

/** Says that something cannot be edited, and where it is. */
export function refusalAt(yaml: YamlFile, node: unknown, message: string, help: string[]): ExplainedError {
  return new ExplainedError(`${shownPosition(yaml, node)} ${message}`, help);
}
