#include "guest-commands.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "guest-files.h"
#include "guest-programs.h"
#include "guest-start.h"

/* Also over when a child ends. */
static void wait_for(int64_t microseconds) {
  struct timespec time = {microseconds / 1000000, microseconds % 1000000 * 1000};
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigtimedwait(&set, NULL, &time);
}

/* Only while it is there: afterwards its number may be another's. */
static void send_signal(const char *text) {
  int signal, number;
  if (sscanf(text, "%d %d", &signal, &number) != 2) return;
  if (number < 0 || number >= MOST_PROGRAMS) return;
  if (programs[number].state == RUNNING) kill(programs[number].pid, signal);
}

void carry_out(struct reply *reply) {
  uint32_t last = sizeof reply->payload - 1;
  reply->payload[reply->payload_length < last ? reply->payload_length : last] = '\0';
  switch (reply->op) {
    case REPLY_WAIT:
      return wait_for(reply->argument);
    case REPLY_START:
      return start_program((int)reply->argument, (char *)reply->payload, reply->payload_length);
    case REPLY_SIGNAL:
      return send_signal((char *)reply->payload);
    case REPLY_READ:
      return read_file(reply);
    case REPLY_WRITE:
      return write_file(reply);
  }
}
