import { getExtendedState, setExtendedState, type PtraceResult } from '../../kernel/ptrace.js';
import { Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';
import { registerGroups, type RegisterPlace } from './register-set.js';
import { targetDescription } from './target-description.js';

/** Where XSAVE says which areas hold anything. */
const componentsAt = 512;
/** The tag word: gdb has two bits per register of the x87, FXSAVE has one. */
const tagWord = 'ftag';
const empty = 3;

/** The registers of a stopped thread, as gdb numbers them. */
export class ThreadRegisters {
  private readonly places: readonly RegisterPlace[];
  readonly description: string;

  /** @param extendedBytes how many bytes of a thread this machine saves */
  constructor(extendedBytes: number) {
    const groups = registerGroups(extendedBytes);
    this.places = groups.flatMap(({ registers }) => registers);
    this.description = targetDescription(groups);
  }

  /** All of them, one after the other. @returns undefined when the thread has died */
  readAll(thread: Thread): Buffer | undefined {
    const areas = areasOf(thread);
    return areas && Buffer.concat(this.places.map((place) => read(place, areas[place.area])));
  }

  read(thread: Thread, number: number): Buffer | undefined {
    const [place, areas] = [this.places[number], areasOf(thread)];
    return place && areas && read(place, areas[place.area]);
  }

  /** @returns whether they could be written */
  writeAll(thread: Thread, bytes: Buffer): boolean {
    let at = 0;
    const values = this.places.map((place) => {
      const value = bytes.subarray(at, at + place.bits / 8);
      at += place.bits / 8;
      return [place, value] as const;
    });
    return at === bytes.length && store(thread, values);
  }

  write(thread: Thread, number: number, bytes: Buffer): boolean {
    const place = this.places[number];
    return place?.bits === bytes.length * 8 && store(thread, [[place, bytes]]);
  }
}

type Areas = Readonly<Record<RegisterPlace['area'], Buffer>>;

function areasOf(thread: Thread): Areas | undefined {
  const [general, extended] = [thread.registers(), getExtendedState(thread.tid)];
  if (general === 'died' || extended === 'died') return undefined;
  return { general: general.bytes, extended };
}

function read({ name, bits, offset, bytes }: RegisterPlace, area: Buffer): Buffer {
  const value = Buffer.alloc(bits / 8);
  area.copy(value, 0, offset, offset + bytes);
  if (name === tagWord) value.writeUInt16LE(wideTags(area[offset] ?? 0));
  return value;
}

function store(thread: Thread, values: readonly (readonly [RegisterPlace, Buffer])[]): boolean {
  const areas = areasOf(thread);
  if (areas === undefined) return false;
  for (const [place, value] of values) put(place, value, areas[place.area]);
  const results: PtraceResult[] = [thread.setRegisters(new Registers(areas.general))];
  // It takes long, and most of the time nobody touches them.
  if (values.some(([{ area }]) => area === 'extended'))
    results.push(setExtendedState(thread.tid, areas.extended));
  return !results.includes('died');
}

function put(place: RegisterPlace, value: Buffer, area: Buffer): void {
  const { name, offset, bytes, component = 0 } = place;
  const before = area.subarray(offset, offset + bytes);
  const now = name === tagWord ? Buffer.from([narrowTags(value.readUInt16LE(0))]) : value;
  // What was never written stays so, unless it is now: it is dearer to save.
  if (before.equals(now.subarray(0, bytes))) return;
  now.copy(area, offset, 0, bytes);
  if (component !== 0) area.writeUInt8((area[componentsAt] ?? 0) | component, componentsAt);
}

function wideTags(narrow: number): number {
  let wide = 0;
  for (let i = 0; i < 8; i++) if ((narrow & (1 << i)) === 0) wide |= empty << (2 * i);
  return wide;
}

function narrowTags(wide: number): number {
  let narrow = 0;
  for (let i = 0; i < 8; i++) if (((wide >> (2 * i)) & empty) !== empty) narrow |= 1 << i;
  return narrow;
}
