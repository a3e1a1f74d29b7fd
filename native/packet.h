/* Packets that nobody has sent. */
#ifndef CHOKEPOINT_PACKET_H
#define CHOKEPOINT_PACKET_H

#include "flow.h"

#define MOST_SEGMENT_BYTES 65535

/*
 * The segment begins with a header of its protocol, which stands `checksum_at` bytes from its
 * beginning and is still 0.
 */
void send_packet(const struct flow *flow, uint8_t protocol, uint8_t *segment, uint32_t length,
                 uint32_t checksum_at);

#endif
