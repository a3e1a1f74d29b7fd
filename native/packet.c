#include "packet.h"

#include <netinet/in.h>
#include <string.h>

#include "guest-log.h"
#include "network-events.h"
#include "raw-call.h"

#define HOPS 64

static int raw_v4 = -1, raw_v6 = -1;

/*
 * Of IPPROTO_RAW: it takes whole packets, with headers of the sender's choice. Init has a channel
 * now, and libc's functions would ask about the call.
 */
static int open_raw_socket(int family) {
  return (int)raw_call3(SYS_socket, family, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW);
}

void open_raw_sockets(void) {
  raw_v4 = open_raw_socket(AF_INET);
  raw_v6 = open_raw_socket(AF_INET6);
  if (raw_v4 < 0) complain("open", "a raw socket");
}

static uint32_t sum16(uint32_t sum, const uint8_t *bytes, uint32_t length) {
  for (uint32_t i = 0; i < length; i++) {
    sum += (uint32_t)bytes[i] << (i % 2 == 0 ? 8 : 0);
    sum = (sum & 0xffff) + (sum >> 16);
  }
  return sum;
}

static void put16(uint8_t *to, uint32_t value) {
  to[0] = (uint8_t)(value >> 8);
  to[1] = (uint8_t)value;
}

/* Over addresses, protocol and length as well (RFC 9293, RFC 768, RFC 8200). */
static uint32_t checksum(const struct flow *flow, uint8_t protocol, const uint8_t *segment,
                         uint32_t length) {
  uint32_t sum = sum16(protocol, flow->from.address, flow->address_bytes);
  sum = sum16(sum, flow->to.address, flow->address_bytes);
  sum = ~sum16(sum + length, segment, length) & 0xffff;
  return sum == 0 ? 0xffff : sum; /* 0 would say that there is none */
}

static uint32_t head_v4(uint8_t *head, const struct flow *flow, uint8_t protocol,
                        uint32_t length) {
  head[0] = 0x45;
  put16(head + 2, 20 + length);
  head[8] = HOPS;
  head[9] = protocol;
  memcpy(head + 12, flow->from.address, 4);
  memcpy(head + 16, flow->to.address, 4);
  put16(head + 10, ~sum16(0, head, 20) & 0xffff);
  return 20;
}

static uint32_t head_v6(uint8_t *head, const struct flow *flow, uint8_t protocol,
                        uint32_t length) {
  head[0] = 0x60;
  put16(head + 4, length);
  head[6] = protocol;
  head[7] = HOPS;
  memcpy(head + 8, flow->from.address, 16);
  memcpy(head + 24, flow->to.address, 16);
  return 40;
}

static void send_on(int raw, struct msghdr *message) {
  raw_call3(SYS_sendmsg, raw, message, 0);
}

void send_packet(const struct flow *flow, uint8_t protocol, uint8_t *segment, uint32_t length,
                 uint32_t checksum_at) {
  uint8_t head[40] = {0};
  put16(segment + checksum_at, checksum(flow, protocol, segment, length));
  struct iovec parts[] = {{head, 0}, {segment, length}};
  struct sockaddr_in v4 = {.sin_family = AF_INET};
  struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
  if (flow->address_bytes == 4) {
    parts[0].iov_len = head_v4(head, flow, protocol, length);
    memcpy(&v4.sin_addr, flow->to.address, 4);
    message.msg_name = &v4;
    message.msg_namelen = sizeof v4;
    return send_on(raw_v4, &message);
  }
  parts[0].iov_len = head_v6(head, flow, protocol, length);
  memcpy(&v6.sin6_addr, flow->to.address, 16);
  message.msg_name = &v6;
  message.msg_namelen = sizeof v6;
  send_on(raw_v6, &message);
}
