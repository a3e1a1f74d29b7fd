import { execFileSync } from 'node:child_process';
import { example } from './checkout.js';
import type { Workspace } from './workspace.js';

/** Asks for a letter beside a thread that waits for ever; it breaks when the answer fails. */
const source = `
#include "net.h"
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

static sem_t never;
static int tries;
static __thread int own = 7;

static void *wait_here(void *unused) {
  own = 8;
  sem_wait(&never);
  return unused;
}

int cope(int error) {
  int doubled = 2 * error;
  tries++;
  return doubled;
}

static int fetch(int fd, const char *question) {
  char answer = '?';
  ssize_t asked = send(fd, question, strlen(question), MSG_NOSIGNAL);
  ssize_t got = recv(fd, &answer, 1, 0);
  if (got == -1) {
    cope(errno);
    *(volatile char *)8 = answer;
  }
  return asked < 0 || got != 1;
}

int main(void) {
  pthread_t waiter;
  sem_init(&never, 0, 0);
  pthread_create(&waiter, NULL, wait_here, NULL);
  int fd = connect_to("127.0.0.1", "5000");
  if (fd < 0 || fetch(fd, "3\\n") != 0) return 1;
  puts("done");
  return 0;
}
`;

/** Where in a run of it \`recv\` is called. */
export const recvNumber = '4';

/** The program, and what is known of it. */
interface LiveProgram {
  /** Of the path on which it breaks. */
  readonly token: string;
}

/** Compile it with debug information, and find its defect. */
export async function exploreLive(workspace: Workspace): Promise<LiveProgram> {
  const input = workspace.write('live.c', source);
  const flags = ['-std=gnu11', '-g', '-O0', '-I', example('shared'), '-pthread'];
  execFileSync('cc', [...flags, '-o', workspace.file('live'), input, example('shared/net.c')]);
  const peer = ['--peer', `${example('alphabet/bin/server')} 5000`];
  const { report } = await workspace.explore(['--max-faults', '1', ...peer, '--', './live']);
  const broken = report.defects.find(({ verdict }) => verdict === 'crashed');
  return { token: broken?.token ?? '' };
}
