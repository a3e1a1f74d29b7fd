import type { Extent } from '../../../kernel/process-memory.js';
import { parseIgnored, type IgnoredBytes } from '../../../model/ignored-bytes.js';
import { OperatorError } from '../../../support/operator-error.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import { Variables, type Variable } from '../../../tracer/symbols/variables.js';
import type { Layout } from '../memory/layout.js';

/** Where the variables lie that the user has named as meaningless for the state of a program. */
export class IgnoredMemory {
  private readonly wanted: readonly IgnoredBytes[];
  private readonly variables: Variables;
  private readonly found = new Set<string>();
  private readonly places = new WeakMap<Layout, readonly Extent[]>();

  /** @param texts as they are given in a configuration */
  constructor(texts: readonly string[]) {
    this.wanted = texts.flatMap((text) => parseIgnored(text) ?? []);
    this.variables = new Variables(new Set(this.wanted.map(({ variable }) => variable)));
  }

  of({ pid }: TracedProcess, layout: Layout): readonly Extent[] {
    if (this.wanted.length === 0) return [];
    const known = this.places.get(layout) ?? this.find(pid, layout);
    this.places.set(layout, known);
    return known;
  }

  /** All processes have been looked at. @throws OperatorError for a name that none of them knows */
  mustBeKnown(): void {
    const unknown = this.wanted.find(({ variable }) => !this.found.has(variable));
    if (unknown === undefined) return;
    throw new OperatorError(
      `states.ignore: no program of the world has a global variable "${unknown.variable}"`,
      'name it as `nm` prints it, and do not strip the program; thread-local ones cannot be named',
    );
  }

  private find(pid: number, { mappings }: Layout): readonly Extent[] {
    const files = mappings.map(({ start, end, access, offset, backing, name }) => {
      const executable = access[2] === 'x';
      const path = name.replace(/ \(deleted\)$/, '');
      const deleted = path !== name;
      return { start, end, executable, fileOffset: offset, deviceInode: backing, path, deleted };
    });
    const variables = this.variables.of(pid, files);
    for (const { name } of variables) this.found.add(name);
    return this.wanted.flatMap(({ variable, part }) => {
      const same = variables.filter(({ name }) => name === variable);
      return same.map((one) => extentOf(one, part));
    });
  }
}

function extentOf({ address, size }: Variable, part: IgnoredBytes['part']): Extent {
  const { offset, length } = part ?? { offset: 0, length: size };
  return { start: address + offset, length };
}
