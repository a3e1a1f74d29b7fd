#include "network-events.h"

#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

#include "raw-call.h"
#include "watched-socket.h"

static void datagram_event(int fd, const struct event *event) {
  if (event->kind == EVENT_CLEAR_ERROR) socket_option(fd, SO_ERROR);
  if (event->kind == EVENT_DISCARD) discard_datagrams(fd);
  if (event->kind == EVENT_DROP) drop_datagram(fd);
  if (event->kind == EVENT_DUPLICATE) duplicate_datagram(fd);
  if (event->kind == EVENT_REORDER) reorder_datagrams(fd);
}

/* Shut down for both directions a stream looks as if its other end had been closed (unix(7)). */
static void local_event(int fd, const struct event *event) {
  if (event->kind == EVENT_RESET || event->kind == EVENT_CLOSE)
    raw_call2(SYS_shutdown, fd, SHUT_RDWR);
  if (event->kind == EVENT_DISCARD) drain_stream(fd, NULL, 0);
  if (event->kind == EVENT_CLEAR_ERROR) socket_option(fd, SO_ERROR);
  if (event->kind == EVENT_NOTIFY) notify_local(fd);
  if (event->kind == EVENT_DROP) drop_connection(fd);
}

/* An end that has come already stays where another end follows. */
static void discard(int fd, const struct event *event, int is_last) {
  if (event->argument == 0 && !is_last) drain_stream(fd, NULL, 0);
  else discard_stream(fd, event->argument);
}

static void stream_event(int fd, const struct event *event, int is_last) {
  if (event->kind == EVENT_RESET) reset_connection(fd);
  if (event->kind == EVENT_CLOSE) close_other_end(fd);
  if (event->kind == EVENT_DISCARD) discard(fd, event, is_last);
  if (event->kind == EVENT_CLEAR_ERROR) socket_option(fd, SO_ERROR);
  if (event->kind == EVENT_NOTIFY) notify_stream(fd);
}

static void bring_about(int fd, const struct event *event, int is_last) {
  if (socket_option(fd, SO_DOMAIN) == AF_UNIX) return local_event(fd, event);
  if (socket_option(fd, SO_PROTOCOL) != IPPROTO_TCP) return datagram_event(fd, event);
  if (socket_option(fd, SO_ACCEPTCONN) != 1) return stream_event(fd, event, is_last);
  if (event->kind == EVENT_DROP) drop_connection(fd);
}

void bring_about_events(int fd, const struct events *events) {
  for (uint32_t i = 0; i < events->count && i < MOST_EVENTS; i++)
    bring_about(fd, &events->list[i], i + 1 == events->count);
}
