/** Commands within an `if`. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((one) => `  ${one}`);
}
