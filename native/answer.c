#include "answer.h"

#include "own-memory.h"
#include "raw-call.h"

#define MOST_WRITES 4

/* Where a call has its plain byte count; -1 where it has none. */
static int count_argument(uint32_t number) {
  switch (number) {
    case SYS_read:
    case SYS_write:
    case SYS_recvfrom:
    case SYS_sendto:
      return 2;
    case SYS_sendfile:
      return 3;
    case SYS_splice:
      return 4;
    default:
      return -1;
  }
}

static void limit(struct call *call, int64_t count) {
  int at = count_argument(call->number);
  if (at != -1 && (uint64_t)count < (uint64_t)call->args[at]) call->args[at] = count;
}

static void write_answer(const struct answer *answer) {
  for (uint32_t i = 0; i < answer->writes && i < MOST_WRITES; i++)
    copy_out(answer->write[i].address, answer->write[i].bytes, answer->write[i].length);
}

enum verdict obey(const struct reply *reply, struct call *call, int *signal) {
  if (reply->op == REPLY_LIMIT) limit(call, reply->argument);
  if (reply->op != REPLY_ANSWER) return MAKE_IT;
  const struct answer *answer = (const struct answer *)reply->payload;
  write_answer(answer);
  *signal = answer->signal;
  call->result = reply->argument;
  return ANSWERED;
}

void send_to_self(int signal) {
  if (signal == 0) return;
  raw_call3(SYS_tgkill, raw_call0(SYS_getpid), raw_call0(SYS_gettid), signal);
}
