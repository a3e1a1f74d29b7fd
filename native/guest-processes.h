/* The processes of the guest, but init and the kernel's own threads. */
#ifndef CHOKEPOINT_GUEST_PROCESSES_H
#define CHOKEPOINT_GUEST_PROCESSES_H

#include <stdint.h>
#include <sys/types.h>

/* Look at /proc once more, for the functions below. */
void find_processes(void);
void for_each_process(void (*each)(pid_t, void *), void *context);

/* A number that grows whenever any thread of any process has run since it was asked for last. */
uint64_t activity(void);

#endif
