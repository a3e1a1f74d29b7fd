/* Files that the controller asks for, or gives. */
#ifndef CHOKEPOINT_GUEST_FILES_H
#define CHOKEPOINT_GUEST_FILES_H

#include "channel.h"
#include "guest-text.h"

/* Where a program's standard output (1) and error output (2) go. */
void output_path(char *to, unsigned long size, int number, int stream);

void read_file(const struct reply *reply);
void write_file(const struct reply *reply);

/* What came of it, in the tick that follows. */
void say_files(struct text *text);

#endif
