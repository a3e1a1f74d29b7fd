#include "network-events.h"

void bring_about_event(int fd, const struct event *event) {
  switch (event->kind) {
    case EVENT_RESET:
      return reset_connection(fd);
    case EVENT_CLOSE:
      return close_other_end(fd);
    case EVENT_DISCARD:
      return discard_queue(fd, event->argument);
    case EVENT_CLEAR_ERROR:
      return clear_error(fd);
    case EVENT_NOTIFY:
      return notify_waiters(fd);
    case EVENT_DROP:
      return drop_datagram(fd);
    case EVENT_DUPLICATE:
      return duplicate_datagram(fd);
    case EVENT_REORDER:
      return reorder_datagrams(fd);
  }
}
