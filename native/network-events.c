#include "network-events.h"

#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

#include "doorbell.h"
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

/* The order that these come with was taken from the reply that is still there. */
static const uint8_t *bytes_of(const struct events *events, uint32_t number) {
  const uint8_t *at = channel->reply.payload + sizeof(struct consequence);
  const uint8_t *end = channel->reply.payload + sizeof channel->reply.payload;
  for (uint32_t i = 0; i <= number; i++) {
    const struct event *event = &events->list[i];
    uint32_t length = event->kind < EVENT_REPLACE ? 0 : event->argument;
    if (length > end - at) return NULL;
    if (i < number) at += length;
  }
  return at;
}

static void replacing_event(int fd, const struct event *event, const uint8_t *bytes) {
  if (bytes == NULL) return;
  if (event->kind == EVENT_REPLACE) replace_datagram(fd, bytes, event->argument);
  if (event->kind == EVENT_ROUTE) change_routes(bytes, event->argument);
}

static void bring_about(int fd, const struct event *event, int is_last) {
  if (socket_option(fd, SO_DOMAIN) == AF_UNIX) return local_event(fd, event);
  if (socket_option(fd, SO_PROTOCOL) != IPPROTO_TCP) return datagram_event(fd, event);
  if (socket_option(fd, SO_ACCEPTCONN) != 1) return stream_event(fd, event, is_last);
  if (event->kind == EVENT_DROP) drop_connection(fd);
}

void bring_about_events(int fd, const struct events *events) {
  for (uint32_t i = 0; i < events->count && i < MOST_EVENTS; i++) {
    const struct event *event = &events->list[i];
    if (event->kind >= EVENT_REPLACE) replacing_event(fd, event, bytes_of(events, i));
    else bring_about(fd, event, i + 1 == events->count);
  }
}
