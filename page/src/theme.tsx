import type { VNode } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

const label: Readonly<Record<Theme, string>> = { system: 'Auto', light: 'Light', dark: 'Dark' };
const storageKey = 'chokepoint-theme';

/** Light, dark, or as the system has it; remembered where the browser lets a file remember. */
export function ThemeSwitch(): VNode {
  const [theme, setTheme] = useState<Theme>(remembered);
  useLayoutEffect(() => {
    remember(theme);
    return keepTo(theme);
  }, [theme]);
  return (
    <fieldset class="switch">
      <legend class="unseen">Colours</legend>
      {themes.map((one) => (
        <label key={one}>
          <input type="radio" name="theme" checked={theme === one} onChange={() => setTheme(one)} />
          <span>{label[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Chooses one of the two palettes, and again when the system's colours change. */
function keepTo(theme: Theme): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const choose = (): void => {
    const own = system.matches ? 'dark' : 'light';
    document.documentElement.dataset['theme'] = theme === 'system' ? own : theme;
    dispatchEvent(new Event('themechange'));
  };
  choose();
  system.addEventListener('change', choose);
  return () => system.removeEventListener('change', choose);
}

function remembered(): Theme {
  try {
    return themes.find((one) => one === localStorage.getItem(storageKey)) ?? 'system';
  } catch {
    return 'system';
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // Private windows have no storage; the switch works all the same.
  }
}
