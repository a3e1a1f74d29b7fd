/* The program's own memory, at addresses that need not be good. */
#ifndef CHOKEPOINT_OWN_MEMORY_H
#define CHOKEPOINT_OWN_MEMORY_H

#include <stdint.h>

/* Both return how much could be copied, from the beginning on. */
uint32_t copy_in(void *to, uint64_t from, uint32_t length);
uint32_t copy_out(uint64_t to, const void *from, uint32_t length);

/* More of it, all 0, for what is too large for a stack; NULL where there is none. */
void *new_memory(uint64_t bytes);
void give_memory_back(void *at, uint64_t bytes);

#endif
