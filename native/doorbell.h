/* The channel as both init and the wrappers use it. */
#ifndef CHOKEPOINT_DOORBELL_H
#define CHOKEPOINT_DOORBELL_H

#include "channel.h"

/* NULL where there is no controller: then every wrapper is only its call. */
extern struct channel *channel;

/* Map the channel's file. */
void open_channel(int fd);

/* Make the request that stands in the channel, and come back with the reply in it. */
void ask_controller(uint32_t kind);

/* One byte to the controller. */
static inline void ring(unsigned char byte) {
  __asm__ volatile("outb %b0, %w1" : : "a"(byte), "Nd"((unsigned short)DOORBELL_PORT) : "memory");
}

#endif
