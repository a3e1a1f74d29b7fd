#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>

#include <linux/sockios.h>
#include <linux/tcp.h>

#include "flow.h"
#include "network-events.h"
#include "packet.h"
#include "raw-call.h"
#include "watched-socket.h"

#define SEGMENT_BYTES 20
#define CHECKSUM_AT 16
#define FIN 0x01
#define RST 0x04
#define ACK 0x10

/* What the two ends expect of each other. */
struct numbers {
  uint32_t incoming; /* the next byte that this end expects */
  uint32_t outgoing; /* the next byte that the other end expects, as far as it has been sent */
};

static uint32_t option_of(int fd, int name) {
  uint32_t value = 0;
  socklen_t length = sizeof value;
  raw_call5(SYS_getsockopt, fd, IPPROTO_TCP, name, &value, &length);
  return value;
}

static long set_option(int fd, int level, int name, int value) {
  return raw_call5(SYS_setsockopt, fd, level, name, &value, sizeof value);
}

static uint32_t end_of_queue(int fd, int queue) {
  set_option(fd, IPPROTO_TCP, TCP_REPAIR_QUEUE, queue);
  return option_of(fd, TCP_QUEUE_SEQ);
}

/* What is only queued for sending has not gone out, so the other end does not know of it. */
static int read_numbers(int fd, struct numbers *numbers) {
  int unsent = 0, reuses = socket_option(fd, SO_REUSEADDR);
  raw_call3(SYS_ioctl, fd, SIOCOUTQNSD, &unsent);
  if (set_option(fd, IPPROTO_TCP, TCP_REPAIR, 1) != 0) return 0;
  numbers->incoming = end_of_queue(fd, TCP_RECV_QUEUE);
  numbers->outgoing = end_of_queue(fd, TCP_SEND_QUEUE) - (uint32_t)unsent;
  set_option(fd, IPPROTO_TCP, TCP_REPAIR, TCP_REPAIR_OFF_NO_WP);
  /* Repair mode ends with it off. */
  if (reuses == 1) set_option(fd, SOL_SOCKET, SO_REUSEADDR, 1);
  return 1;
}

static void put32(uint8_t *to, uint32_t value) {
  for (int i = 0; i < 4; i++) to[i] = (uint8_t)(value >> (24 - 8 * i));
}

static void send_segment(const struct flow *flow, uint8_t flags, uint32_t seq, uint32_t ack) {
  uint8_t segment[SEGMENT_BYTES] = {0};
  memcpy(segment, flow->from.port, 2);
  memcpy(segment + 2, flow->to.port, 2);
  put32(segment + 4, seq);
  put32(segment + 8, ack);
  segment[12] = SEGMENT_BYTES / 4 << 4;
  segment[13] = flags;
  segment[14] = 0xff; /* a window, or this end could not send any more */
  segment[15] = 0xff;
  send_packet(flow, IPPROTO_TCP, segment, sizeof segment, CHECKSUM_AT);
}

/* This end gets one of these flags, and the other end a reset. */
static void end_connection(int fd, uint8_t flags) {
  struct flow flow, back;
  struct numbers numbers;
  if (socket_option(fd, SO_PROTOCOL) != IPPROTO_TCP || !incoming_flow(&flow, fd)) return;
  if (!read_numbers(fd, &numbers)) return;
  back = reversed(&flow);
  send_segment(&flow, flags | ACK, numbers.incoming, numbers.outgoing);
  send_segment(&back, RST | ACK, numbers.outgoing, numbers.incoming);
}

void reset_connection(int fd) { end_connection(fd, RST); }

/* In this order: what this end confirms would be answered with a reset if the other end had gone. */
void close_other_end(int fd) { end_connection(fd, FIN); }
