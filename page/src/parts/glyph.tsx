import type { VNode } from 'preact';
import { familyLabel, shapeOf, type Family } from '../model/families.js';

/** The mark of a verdict: a shape and a colour; words stand beside it, or are given here. */
export function Glyph({ family, label }: { family: Family; label?: string }): VNode {
  const spoken =
    label === undefined
      ? { 'aria-hidden': true as const }
      : { role: 'img' as const, 'aria-label': label };
  return (
    <svg class={`glyph ${family}`} viewBox="0 0 12 12" width="12" height="12" {...spoken}>
      <path d={shapeOf[family]} fill-rule="evenodd" />
    </svg>
  );
}

export function FamilyMark({ family }: { family: Family }): VNode {
  return (
    <span class="mark">
      <Glyph family={family} />
      {familyLabel[family]}
    </span>
  );
}
