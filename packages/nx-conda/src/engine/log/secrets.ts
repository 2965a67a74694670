import { CHANNEL_TOKEN, isLong, isSecret, URL_CREDENTIALS } from '../../knowledge/secret-names';

/** What a secret is replaced with, as in rattler-build's log. */
const MASK = '********';
/** Credentials in a URL that is broken into lines. */
const BROKEN_CREDENTIALS = /\b([a-z][a-z0-9+.-]*:\/\/)(?:\n[ │]*)?(?:[^\s/@'"]|(?<=-)\n[ │]*)+@/gi;
const ANY_URL = /\b[a-z][a-z0-9+.-]*:\/\/[^\s'"]+/gi;

/**
 * Replaces secrets in the log of a build. Most lines come from scripts, and names of variables tell what is probably a
 * secret: short values, and words after `token`, stay readable. `masked` of remote-channel/ knows the secrets of its
 * channel, and hides more.
 */
export class Secrets {
  /** The longest first: one secret may contain another. */
  private readonly values: string[];

  /**
   * @param env environment variables of the run.
   * @param declared names of variables that are secrets, whatever their names are.
   */
  constructor(env: Record<string, string | undefined>, declared: readonly string[] = []) {
    const values = Object.entries(env).flatMap(([name, value = '']) =>
      declared.includes(name) || isSecret(name, value) ? formsOf(value) : [],
    );
    this.values = [...new Set(values)].sort((a, b) => b.length - a.length);
  }

  /** @param text lines that are complete: a secret that continues in a later text is not found. */
  mask(text: string): string {
    let masked = text;
    for (const value of this.values) masked = masked.replaceAll(value, MASK);
    return masked.replace(ANY_URL, (url) =>
      url.replace(URL_CREDENTIALS, `$1${MASK}@`).replace(CHANNEL_TOKEN, `$1${MASK}`),
    );
  }

  /** Also finds secrets that rattler-build broke into lines, as it does in its errors. */
  maskWrapped(text: string): string {
    const broken = this.values.filter((value) => /[-/]/.test(value)).map(wrappedPattern);
    const whole = broken.reduce((masked, pattern) => masked.replace(pattern, MASK), text);
    return this.mask(whole.replace(BROKEN_CREDENTIALS, `$1${MASK}@`));
  }
}

/** The value itself, each line of it, and the value as part of a URL. */
function formsOf(value: string): string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  return [value.trim(), ...lines, encodeURIComponent(value)].filter(isLong);
}

/** rattler-build breaks lines after `-` and `/`, and begins the next one with a frame. */
function wrappedPattern(value: string): RegExp {
  const parts = value.split(/(?<=[-/])/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('(?:\\n[ │├╰─▶]*)?'), 'g');
}
