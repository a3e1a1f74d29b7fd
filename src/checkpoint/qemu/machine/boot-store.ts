import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { cached, makeCacheDirectory, temporarySuffix } from '../image/cache-directory.js';
import { sweep } from '../image/sweep.js';

const machinesKept = 4;
const filesOfMachine = 2;

const description = z.object({ stateBytes: z.number(), channelPages: z.array(z.number()) });
type Description = z.infer<typeof description>;

/** A machine that has booted, as it is kept. */
interface StoredBoot {
  readonly stateFile: string;
  readonly channelPages: readonly number[];
}

/** The machines that have booted, in the user's cache directory: a state and its description. */
export class BootStore {
  private readonly state: string;
  private readonly description: string;

  constructor(
    private readonly directory: string,
    key: string,
  ) {
    this.state = path.join(directory, `${key}.state`);
    this.description = path.join(directory, `${key}.json`);
  }

  /** @returns undefined when there is none, or no whole one */
  find(): StoredBoot | undefined {
    try {
      const { stateBytes, channelPages } = description.parse(this.readDescription());
      if (statSync(this.state).size !== stateBytes) return undefined;
      // What was used last is swept away last.
      for (const file of [this.state, this.description]) utimesSync(file, new Date(), new Date());
      return { stateFile: this.state, channelPages };
    } catch {
      return undefined;
    }
  }

  /** @param make writes the state to the file that it is given, for a moment under another name */
  async keep(make: (file: string) => Promise<Description>): Promise<StoredBoot> {
    makeCacheDirectory(this.directory);
    const temporary = `${this.state}.${randomUUID()}${temporarySuffix}`;
    try {
      const made = await make(temporary);
      // A description without its state, or with that of another, is not believed.
      rmSync(this.description, { force: true });
      renameSync(temporary, this.state);
      cached(this.description, (file) => writeFileSync(file, JSON.stringify(made)));
      sweep(this.directory, machinesKept * filesOfMachine);
      return { stateFile: this.state, channelPages: made.channelPages };
    } finally {
      rmSync(temporary, { force: true });
    }
  }

  private readDescription(): unknown {
    return JSON.parse(readFileSync(this.description, 'utf8'));
  }
}
