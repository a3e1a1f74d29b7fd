/* Connections that end as if the network, or the other end, had ended them. */
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>

#include <linux/sockios.h>

#include "flow.h"
#include "network-events.h"
#include "packet.h"
#include "raw-call.h"
#include "tcp-repair.h"
#include "tcp-state.h"

#define SEGMENT_BYTES 20
#define CHECKSUM_AT 16
#define FIN 0x01
#define RST 0x04
#define ACK 0x10

struct connection {
  struct flow incoming; /* from the other end to this one */
  uint32_t expected;    /* of the next byte to come: RCV.NXT (RFC 9293, 3.3.1) */
  uint32_t next;        /* of the next byte to be sent: SND.NXT */
  uint32_t unconfirmed; /* of the first that was not confirmed: SND.UNA */
};

static uint32_t bytes_of(int fd, long request) {
  int count = 0;
  return raw_call3(SYS_ioctl, fd, request, &count) == 0 ? (uint32_t)count : 0;
}

static int look_at(struct connection *connection, int fd) {
  int reuses;
  if (!is_open_state(tcp_state(fd)) || !incoming_flow(&connection->incoming, fd)) return 0;
  if (!begin_repair(fd, &reuses)) return 0;
  connection->expected = end_of_queue(fd, TCP_RECV_QUEUE);
  uint32_t written = end_of_queue(fd, TCP_SEND_QUEUE);
  end_repair(fd, reuses);
  connection->next = written - bytes_of(fd, SIOCOUTQNSD);
  connection->unconfirmed = written - bytes_of(fd, SIOCOUTQ);
  return 1;
}

static void put32(uint8_t *to, uint32_t value) {
  for (int i = 0; i < 4; i++) to[i] = (uint8_t)(value >> (24 - 8 * i));
}

/* With a wide window: whoever gets it is not kept from sending. */
static void send_segment(const struct flow *flow, uint8_t flags, uint32_t seq, uint32_t ack) {
  uint8_t segment[SEGMENT_BYTES] = {0};
  memcpy(segment, flow->from.port, 2);
  memcpy(segment + 2, flow->to.port, 2);
  put32(segment + 4, seq);
  put32(segment + 8, ack);
  segment[12] = SEGMENT_BYTES / 4 << 4;
  segment[13] = flags;
  segment[14] = segment[15] = 0xff;
  send_packet(flow, IPPROTO_TCP, segment, sizeof segment, CHECKSUM_AT);
}

/*
 * What the other end expects is what this one has not sent, or what it has not confirmed where
 * it had no room for the rest; only the exact number is believed (RFC 5961, 3.2).
 */
static void reset_other_end(const struct connection *connection) {
  struct flow outgoing = reversed(&connection->incoming);
  send_segment(&outgoing, RST, connection->next, 0);
  if (connection->unconfirmed != connection->next)
    send_segment(&outgoing, RST, connection->unconfirmed, 0);
}

void reset_connection(int fd) {
  struct connection connection;
  if (!look_at(&connection, fd)) return;
  reset_other_end(&connection);
  send_segment(&connection.incoming, RST, connection.expected, 0);
}

/* In this order: a confirmation that finds nobody would be answered with a reset. */
void close_other_end(int fd) {
  struct connection connection;
  if (!look_at(&connection, fd)) return;
  if (is_before_its_end(tcp_state(fd)))
    send_segment(&connection.incoming, FIN | ACK, connection.expected, connection.next);
  reset_other_end(&connection);
}
