/* Starting a program. */
#ifndef CHOKEPOINT_GUEST_START_H
#define CHOKEPOINT_GUEST_START_H

#include <stdint.h>

/*
 * The text is a row of strings, each with its NUL:
 *   `sut` or `-`, uid or `-`, gid or `-`, directory, file for standard input, program,
 *   argc, argv[0], ..., envc, NAME=value, ...
 */
void start_program(int number, char *text, uint32_t length);

#endif
