/* What TCP_INFO tells of a socket. */
#ifndef CHOKEPOINT_TCP_STATE_H
#define CHOKEPOINT_TCP_STATE_H

#include <linux/tcp.h>

/* As in the kernel's tcp_states.h. */
enum tcp_state {
  ESTABLISHED = 1,
  FIN_WAIT_1 = 4,
  FIN_WAIT_2 = 5,
  CLOSED = 7,
  CLOSE_WAIT = 8,
  LAST_ACK = 9,
  CLOSING = 11,
};

void read_tcp_info(struct tcp_info *info, int fd);
enum tcp_state tcp_state(int fd);

/* There is a connection. */
int is_open_state(enum tcp_state state);

/* The end of the stream that comes in has not come. */
int is_before_its_end(enum tcp_state state);

#endif
