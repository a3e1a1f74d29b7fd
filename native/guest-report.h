/* What init tells at every tick. */
#ifndef CHOKEPOINT_GUEST_REPORT_H
#define CHOKEPOINT_GUEST_REPORT_H

#include <stdint.h>

/*
 * Lines of text:
 *   time NS              CLOCK_MONOTONIC
 *   quiet 0|1            whether nothing but init could run, nor waits to ask or to go on
 *   ran N                grows when any program has run since the tick before
 *   cpu MS               used by the program under test
 *   program I running | exited CODE | signaled SIGNAL | refused ERRNO CALL
 *   leader I PID         the process that program I is
 *   output I OUT ERR     sizes of what program I has written to its two streams
 *   listen PORT          a TCP socket that listens
 *   core NAME            a file of /run/chokepoint/cores
 *   written -1 ERRNO     after REPLY_WRITE, where it was refused; else `written BYTES`
 *   file LENGTH          the last, after REPLY_READ, followed by the bytes; or `file -1 ERRNO`
 * Returns the length.
 */
uint32_t report(char *to, uint32_t room);

#endif
