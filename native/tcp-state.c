#include "tcp-state.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "raw-call.h"

void read_tcp_info(struct tcp_info *info, int fd) {
  socklen_t length = sizeof *info;
  memset(info, 0, sizeof *info);
  info->tcpi_state = CLOSED;
  raw_call5(SYS_getsockopt, fd, IPPROTO_TCP, TCP_INFO, info, &length);
}

enum tcp_state tcp_state(int fd) {
  struct tcp_info info;
  read_tcp_info(&info, fd);
  return info.tcpi_state;
}

int is_before_its_end(enum tcp_state state) {
  return state == ESTABLISHED || state == FIN_WAIT_1 || state == FIN_WAIT_2;
}

int is_open_state(enum tcp_state state) {
  return is_before_its_end(state) || state == CLOSE_WAIT || state == LAST_ACK ||
         state == CLOSING;
}
