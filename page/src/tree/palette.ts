import { families, type Family } from '../model/families.js';

export interface Palette {
  readonly ink: string;
  readonly quiet: string;
  readonly rule: string;
  readonly paper: string;
  readonly chosen: string;
  readonly focus: string;
  readonly family: Readonly<Record<Family, string>>;
  readonly mono: string;
  readonly sans: string;
}

/** The colours and fonts of the page, for where style sheets do not reach. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const value = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: value('ink'),
    quiet: value('ink-3'),
    rule: value('rule-2'),
    paper: value('paper'),
    chosen: value('chosen'),
    focus: value('focus'),
    family: Object.fromEntries(families.map((name) => [name, value(name)])) as Palette['family'],
    mono: value('mono'),
    sans: value('sans'),
  };
}
