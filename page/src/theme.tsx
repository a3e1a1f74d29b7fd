import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

const label: Readonly<Record<Theme, string>> = { system: 'Auto', light: 'Light', dark: 'Dark' };
const storageKey = 'chokepoint-theme';

/** Light, dark, or as the system has it; remembered where the browser lets a file remember. */
export function ThemeSwitch(): VNode {
  const [theme, setTheme] = useState<Theme>(remembered);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    remember(theme);
    dispatchEvent(new Event('themechange'));
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
