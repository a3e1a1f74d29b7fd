import type { Extent } from '../../../kernel/process-memory.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { SavedMemory } from '../memory/saved-memory.js';
import type { SharedMemory } from '../memory/shared-memory.js';
import { digestText } from './bytes-text.js';
import { fileNumbers } from './file-numbers.js';
import { layoutText } from './layout-text.js';
import { PageTexts } from './page-texts.js';

const pages = new WeakMap<TracedProcess, PageTexts>();

/** What a process has mapped, and what stands there. @param blank what of it says nothing */
export function memoryText(memory: SavedMemory, blank: readonly Extent[]): string {
  const { process, layout } = memory;
  const known = pages.get(process) ?? new PageTexts();
  pages.set(process, known);
  const pieces = memory.contents();
  const numbers = fileNumbers(process.pid, layout, pieces);
  const text = digestText(known.text(pieces, [...blank, ...numbers]));
  return `${layoutText(layout)}\n${text}`;
}

/** Memory that several processes may have, by where the first of them has it. */
export function sharedText({ parts }: SharedMemory): string {
  const told = parts.filter(({ block }) => block.bytes.some((byte) => byte !== 0));
  return told
    .map(({ start, block }) => `${start.toString(16)} ${digestText(block.bytes)}`)
    .join('\n');
}
