#include "guest-commands.h"

#include <signal.h>
#include <stdio.h>

#include "guest-beginning.h"
#include "guest-files.h"
#include "guest-programs.h"
#include "guest-start.h"
#include "init-attention.h"
#include "name-service.h"

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
      return rest_between_looks(reply->argument);
    case REPLY_START:
      return start_program((int)reply->argument, (char *)reply->payload, reply->payload_length);
    case REPLY_SIGNAL:
      return send_signal((char *)reply->payload);
    case REPLY_READ:
      return read_file(reply);
    case REPLY_WRITE:
      return write_file(reply);
    case REPLY_DATE:
      return set_clock(reply->argument);
    case REPLY_SEED:
      return stir_random_bytes(reply->payload, reply->payload_length);
    case REPLY_SERVE:
      return serve_names(reply->payload, reply->payload_length);
    case REPLY_NAME:
      return answer_question(reply->payload, reply->payload_length);
  }
}
