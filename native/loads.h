/* /proc/loadavg: "0.00 0.00 0.00 1/52 117", how many run or could run, of all, the last pid. */
#ifndef CHOKEPOINT_LOADS_H
#define CHOKEPOINT_LOADS_H

/* A descriptor; negative where there is no /proc. */
long open_loads(void);
void close_loads(long loads);

/* Whether the caller is the only one that could run; 1 where it is not to be found out. */
int is_alone(long loads);

/* The process or thread that was made last; 0 where it is not to be found out. */
long last_process(long loads);

#endif
