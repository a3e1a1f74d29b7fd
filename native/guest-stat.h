/* What /proc/PID/stat says. */
#ifndef CHOKEPOINT_GUEST_STAT_H
#define CHOKEPOINT_GUEST_STAT_H

#include <stdint.h>
#include <sys/types.h>

int is_kernel_thread(pid_t pid);

/* User and system time, with that of the children it has waited for. */
uint64_t process_time_ms(pid_t pid);

#endif
