import { existsSync } from 'node:fs';
import { ok } from '../model/outcome.js';
import { beginning, type Travel, type World } from '../model/world.js';
import { leadingReason } from './travel-text.js';

/** A shell that can connect a socket by itself, so that there is a choice point to go back to. */
const shell = '/bin/bash';
export const probeCommand: readonly string[] | undefined = existsSync(shell)
  ? [shell, '-c', 'exec 3<>/dev/udp/127.0.0.1/9']
  : undefined;

/** @returns why the world could not be rewound to its first choice point; undefined if it could */
export async function whyNotRewound(world: World): Promise<string | undefined> {
  world.restore(beginning);
  const step = await world.runToChoice();
  if (step.kind !== 'choice') return 'the shell made no network call';
  const checkpoint = world.checkpoint();
  world.decide(ok);
  await runToEnd(world);
  world.restore(checkpoint);
  world.decide(ok);
  await runToEnd(world);
  return reasonOf(await world.travel());
}

function reasonOf({ rewound, refusals }: Travel): string | undefined {
  return rewound > 0 ? undefined : leadingReason(refusals);
}

async function runToEnd(world: World): Promise<void> {
  while ((await world.runToChoice()).kind === 'choice') world.decide(ok);
}
