import { button } from './element';

const KEY = 'nx-conda-report-theme';

/** Switches between light and dark; at first as the system wants. */
export function themeButton(): HTMLButtonElement {
  const root = document.documentElement;
  const remembered = read();
  if (remembered !== undefined) root.dataset['theme'] = remembered;
  return button('◐', 'Light or dark (t)', () => {
    const isDark = (root.dataset['theme'] ?? systemTheme()) === 'dark';
    root.dataset['theme'] = isDark ? 'light' : 'dark';
    try {
      localStorage.setItem(KEY, root.dataset['theme']);
    } catch {
      // A file in a browser without storage: the choice lasts until the page is closed.
    }
  });
}

function systemTheme(): string {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function read(): string | undefined {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'dark' || value === 'light' ? value : undefined;
  } catch {
    return undefined;
  }
}
