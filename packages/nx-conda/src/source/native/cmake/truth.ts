const TRUE = /^(1|ON|YES|TRUE|Y|[1-9]\d*)$/i;
const FALSE = /^(0|OFF|NO|FALSE|N|IGNORE|NOTFOUND||.*-NOTFOUND)$/i;

/** The truth of a constant of CMake; undefined for other texts. */
export function constantOf(text: string): boolean | undefined {
  if (TRUE.test(text)) return true;
  return FALSE.test(text) ? false : undefined;
}
