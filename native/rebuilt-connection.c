#include "rebuilt-connection.h"

#include <netinet/in.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "raw-call.h"
#include "tcp-repair.h"
#include "tcp-state.h"
#include "watched-socket.h"

/* What the two ends agreed on, as TCP_REPAIR_OPTIONS wants it (RFC 9293, RFC 7323, RFC 2018). */
enum agreed { MAX_SEGMENT = 2, WINDOW_SCALE = 3, SELECTIVE = 4, TIMESTAMPS = 8 };

struct stream {
  struct sockaddr_storage local, peer;
  socklen_t local_length, peer_length;
  struct tcp_info info;
  struct tcp_repair_window window;
  uint32_t timestamp, max_segment;
  uint32_t send_next, receive_next; /* without the end */
};

static void read_stream(struct stream *stream, int fd) {
  socklen_t length = sizeof stream->window;
  stream->local_length = stream->peer_length = sizeof stream->local;
  raw_call3(SYS_getsockname, fd, &stream->local, &stream->local_length);
  raw_call3(SYS_getpeername, fd, &stream->peer, &stream->peer_length);
  read_tcp_info(&stream->info, fd);
  raw_call5(SYS_getsockopt, fd, IPPROTO_TCP, TCP_REPAIR_WINDOW, &stream->window, &length);
  stream->timestamp = tcp_option(fd, TCP_TIMESTAMP);
  stream->max_segment = tcp_option(fd, TCP_MAXSEG);
  stream->send_next = end_of_queue(fd, TCP_SEND_QUEUE);
  stream->receive_next = end_of_queue(fd, TCP_RECV_QUEUE) - 1;
}

/* The first of what waits to be read; returns the number of the byte that follows it. */
static uint32_t peek(int fd, uint8_t *bytes, uint32_t *keep, uint32_t receive_next) {
  int waiting = 0;
  raw_call3(SYS_ioctl, fd, FIONREAD, &waiting);
  long count = raw_call6(SYS_recvfrom, fd, (long)bytes, *keep, MSG_PEEK | MSG_DONTWAIT, 0, 0);
  *keep = count > 0 ? (uint32_t)count : 0;
  return receive_next - (uint32_t)waiting + *keep;
}

/* It leaves ECONNABORTED for the next call to find. */
static void disconnect(int fd) {
  struct sockaddr none = {.sa_family = AF_UNSPEC};
  raw_call3(SYS_connect, fd, &none, sizeof none);
  socket_option(fd, SO_ERROR);
}

static void agree(int fd, const struct stream *stream) {
  const struct tcp_info *info = &stream->info;
  struct tcp_repair_opt list[4] = {{MAX_SEGMENT, stream->max_segment}};
  uint32_t count = 1, scales = info->tcpi_snd_wscale | (uint32_t)info->tcpi_rcv_wscale << 16;
  if (info->tcpi_options & TCPI_OPT_WSCALE)
    list[count++] = (struct tcp_repair_opt){WINDOW_SCALE, scales};
  if (info->tcpi_options & TCPI_OPT_SACK) list[count++] = (struct tcp_repair_opt){SELECTIVE, 0};
  if (info->tcpi_options & TCPI_OPT_TIMESTAMPS)
    list[count++] = (struct tcp_repair_opt){TIMESTAMPS, 0};
  set_tcp_bytes(fd, TCP_REPAIR_OPTIONS, list, count * (uint32_t)sizeof *list);
  set_tcp_option(fd, TCP_TIMESTAMP, stream->timestamp);
}

static void not_beyond(uint32_t *sequence, uint32_t last) {
  if ((int32_t)(*sequence - last) > 0) *sequence = last;
}

/* What was confirmed may lie beyond what has been received now. */
static void set_window(int fd, struct stream *stream, uint32_t receive_next) {
  not_beyond(&stream->window.snd_wl1, receive_next);
  not_beyond(&stream->window.rcv_wup, receive_next);
  set_tcp_bytes(fd, TCP_REPAIR_WINDOW, &stream->window, sizeof stream->window);
}

void rebuild_without_end(int fd, uint8_t *bytes, uint32_t keep) {
  struct stream stream;
  int reuses;
  if (!begin_repair(fd, &reuses)) return;
  read_stream(&stream, fd);
  uint32_t next = peek(fd, bytes, &keep, stream.receive_next);
  disconnect(fd);
  /* Disconnected, it is no longer in repair. */
  set_tcp_option(fd, TCP_REPAIR, TCP_REPAIR_ON);
  raw_call3(SYS_bind, fd, &stream.local, stream.local_length);
  set_end_of_queue(fd, TCP_RECV_QUEUE, next - keep);
  set_end_of_queue(fd, TCP_SEND_QUEUE, stream.send_next);
  raw_call3(SYS_connect, fd, &stream.peer, stream.peer_length);
  agree(fd, &stream);
  fill_received(fd, bytes, keep);
  set_window(fd, &stream, next);
  end_repair(fd, reuses);
}
