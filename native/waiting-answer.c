#include "waiting-answer.h"

#include <netinet/in.h>
#include <poll.h>
#include <stddef.h>
#include <sys/socket.h>

#include "raw-call.h"

#define NAME_SERVER_PORT 53

static int is_from_name_server(const struct request *request) {
  const struct sockaddr_in *peer = (const void *)request->peer;
  if (request->datagrams == 0 || request->peer_length == 0) return 0;
  return peer->sin_port == htons(NAME_SERVER_PORT); /* at the same place in both versions */
}

/* To look would fetch the news of an error in place of the program. */
static int has_failed(int fd) {
  struct pollfd look = {fd, 0, 0};
  return raw_call3(SYS_poll, &look, 1, 0) == 1 && (look.revents & POLLERR) != 0;
}

uint32_t waiting_answer(const struct request *request, int fd, uint8_t *to, uint32_t room) {
  if (!is_from_name_server(request) || has_failed(fd)) return 0;
  int flags = MSG_PEEK | MSG_DONTWAIT | MSG_TRUNC; /* its length, even where it has no room */
  long length = raw_call6(SYS_recvfrom, fd, (long)to, room, flags, 0, 0);
  return length < 0 || length > room ? 0 : (uint32_t)length;
}
