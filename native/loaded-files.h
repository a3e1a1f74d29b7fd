/* Which files are mapped into this process to be executed, and where. */
#ifndef CHOKEPOINT_LOADED_FILES_H
#define CHOKEPOINT_LOADED_FILES_H

#include <stdint.h>

/* Writes lines of /proc/PID/maps, as many as there is room for; returns the length. */
uint32_t state_loaded_files(char *to, uint32_t room);

#endif
