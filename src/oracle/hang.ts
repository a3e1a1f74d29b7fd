import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';

/** Did the run end only because the world lost its patience? */
export function hang({ reason }: Termination): Verdict | undefined {
  switch (reason.kind) {
    case 'cpu-limit':
      return { kind: 'hang', cause: 'cpu' };
    case 'wall-limit':
      return { kind: 'hang', cause: 'wall' };
    case 'virtual-limit':
      return { kind: 'hang', cause: 'virtual' };
    case 'output-limit':
      return { kind: 'hang', cause: 'output' };
    case 'no-progress':
      return { kind: 'hang', cause: 'no-progress' };
    case 'sut-ended':
    case 'stopped':
    case 'did-not-stop':
    case 'joined':
      return undefined;
  }
}
