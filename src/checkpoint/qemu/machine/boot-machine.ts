import { ChannelLine } from './channel-line.js';
import type { MachineShape } from './machine-arguments.js';
import { PlainMachine } from './plain-machine.js';
import { saveState } from './save-state.js';

interface SavedBoot {
  readonly stateBytes: number;
  readonly channelPages: number[];
}

/** Boots a machine up to the first request of its first process, and saves its state. */
export async function bootMachine(
  shape: MachineShape,
  stateFile: string,
  limitMs: number,
): Promise<SavedBoot> {
  const line = new ChannelLine();
  const onBell = (bytes: Buffer): void => line.hear(bytes);
  await using machine = await PlainMachine.start(shape, { onBell });
  const late = `its first process has not rung within ${String(limitMs / 1000)} s`;
  const channelPages = [...(await machine.await(line.pages, limitMs, late))];
  return { stateBytes: await saveState(machine, stateFile), channelPages };
}
