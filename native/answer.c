#include "answer.h"

#include "own-memory.h"
#include "raw-call.h"
#include "sent-messages.h"

#define MOST_WRITES 4

static void write_answer(const struct answer *answer) {
  for (uint32_t i = 0; i < answer->writes && i < MOST_WRITES; i++)
    copy_out(answer->write[i].address, answer->write[i].bytes, answer->write[i].length);
}

enum verdict obey(const struct reply *reply, struct call *call, struct orders *orders) {
  const struct consequence *consequence = (const struct consequence *)reply->payload;
  *orders = (struct orders){consequence->before, consequence->delay, 0};
  call->after = consequence->after;
  call->is_staged = consequence->before.count > 0 || consequence->after.count > 0;
  call->change = reply->op;
  call->argument = reply->argument;
  if (reply->op != REPLY_ANSWER) return MAKE_IT;
  write_answer(&consequence->answer);
  orders->signal = consequence->answer.signal;
  call->result = reply->argument;
  if (call->number == SYS_sendmmsg) tell_lengths(call);
  return ANSWERED;
}

void send_to_self(int signal) {
  if (signal == 0) return;
  raw_call3(SYS_tgkill, raw_call0(SYS_getpid), raw_call0(SYS_gettid), signal);
}
