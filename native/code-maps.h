/* The lines of /proc/self/maps that are of files and executable. */
#ifndef CHOKEPOINT_CODE_MAPS_H
#define CHOKEPOINT_CODE_MAPS_H

#include <stdint.h>

uint32_t read_code_maps(char *to, uint32_t room);

#endif
