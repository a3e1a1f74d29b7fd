import type { VNode } from 'preact';
import { line } from '../model/text.js';

/** A labelled list to pick one from, or all. */
export function Choice({
  name,
  all,
  value,
  options,
  labelOf = (option) => line(option, 80),
  onPick,
}: {
  name: string;
  all: string;
  value: string;
  options: readonly string[];
  labelOf?: (option: string) => string;
  onPick: (value: string) => void;
}): VNode {
  return (
    <label>
      <span>{name}</span>
      <select value={value} onChange={({ currentTarget }) => onPick(currentTarget.value)}>
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {labelOf(option)}
          </option>
        ))}
      </select>
    </label>
  );
}
