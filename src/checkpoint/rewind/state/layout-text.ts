import type { Mapping } from '../../../kernel/memory-map.js';
import { isAnonymous, type Layout } from '../memory/layout.js';

/** What is mapped where. The kernel may keep neighbours that are alike as one mapping or two. */
export function layoutText({ mappings }: Layout): string {
  const lines: string[] = [];
  let last: Mapping | undefined;
  for (const mapping of mappings) {
    const { end, access, offset, name } = mapping;
    if (last !== undefined && goOn(last, mapping)) lines.pop();
    const start = last !== undefined && goOn(last, mapping) ? last.start : mapping.start;
    // The stack grows with the deepest call, and never shrinks.
    const from = name === '[stack]' ? 'stack' : start.toString(16);
    lines.push(
      [from, end.toString(16), access, isAnonymous(mapping) ? '' : offset, name].join(' '),
    );
    last = { ...mapping, start };
  }
  return lines.join('\n');
}

function goOn(one: Mapping, next: Mapping): boolean {
  return (
    isAnonymous(one) &&
    isAnonymous(next) &&
    one.end === next.start &&
    one.access === next.access &&
    one.name === next.name
  );
}
