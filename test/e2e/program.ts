import { execFileSync } from 'node:child_process';
import { example } from './checkout.js';
import type { Workspace } from './workspace.js';

/** Compile a program of a few lines into the workspace, next to the helpers of the examples. */
export function compile(workspace: Workspace, name: string, source: string): string {
  const input = workspace.write(`${name}.c`, source);
  const flags = ['-std=gnu11', '-O1', '-I', example('shared'), '-pthread'];
  execFileSync('cc', [...flags, '-o', workspace.file(name), input, example('shared/net.c')]);
  return workspace.file(name);
}
