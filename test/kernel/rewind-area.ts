import { writeFileSync } from 'node:fs';
import { program } from './explore-fixture.js';
import { RewindWorld, type WorldKind } from './rewind-world.js';
import type { Workbench } from './workbench.js';

/**
 * `CHOKEPOINT_RING_ENGINE=replay` tries the programs themselves, on the reference engine, and
 * `CHOKEPOINT_RING_TIME=real` by the kernel's clock.
 */
export const engine = process.env['CHOKEPOINT_RING_ENGINE'] === 'replay' ? 'replay' : 'rewind';

const time = process.env['CHOKEPOINT_RING_TIME'] === 'real' ? 'real' : 'virtual';
export const usual: WorldKind = { engine, time };

/**
 * The worlds of one area. To make a world takes longer than a case does: cases without a peer
 * share one, and are told to the program by its standard input. After a failure the next case
 * gets a new one.
 */
export class AreaWorlds implements AsyncDisposable {
  private shared: RewindWorld | undefined;

  constructor(
    private readonly bench: Workbench,
    private readonly kind: WorldKind,
    private readonly area: string,
    private readonly flags: readonly string[],
  ) {}

  async use(
    name: string,
    hasPeer: boolean,
    check: (world: RewindWorld) => Promise<void>,
  ): Promise<void> {
    if (hasPeer) {
      await using world = await this.withPeer(name);
      await check(world);
      return;
    }
    const choice = this.bench.path('case');
    writeFileSync(choice, name);
    const world = this.shared ?? (await this.open(choice));
    this.shared = undefined;
    try {
      await check(world);
      this.shared = world;
    } finally {
      if (this.shared === undefined) await world[Symbol.asyncDispose]();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shared?.[Symbol.asyncDispose]();
  }

  private async open(stdin: string): Promise<RewindWorld> {
    const built = await this.compile();
    return RewindWorld.open(this.kind, program('sut', [built], { stdin }), []);
  }

  private async withPeer(name: string): Promise<RewindWorld> {
    const built = await this.compile();
    const peer = program('peer', [built, `${name}-peer`]);
    return RewindWorld.open(this.kind, program('sut', [built, name]), [peer]);
  }

  private compile(): Promise<string> {
    return this.bench.compile(`rewind/${this.area}`, ...this.flags);
  }
}
