#include "ask.h"

#include <stddef.h>

#include "answer.h"
#include "call-facts.h"
#include "channel-lock.h"
#include "delay.h"
#include "doorbell.h"
#include "hand.h"
#include "raw-call.h"
#include "sent-messages.h"
#include "turn.h"
#include "watched-socket.h"

#define SAVE(name) "movq %%" #name ", %c[" #name "](%[to])\n\t"
#define AT(name) [name] "i"(offsetof(struct user_regs_struct, name))

/* Where this function stands; so whoever unwinds begins with it, at the label. */
#define SAVE_REGISTERS(registers)                                                             \
  __asm__ volatile("leaq 1f(%%rip), %%rax\n\tmovq %%rax, %c[rip](%[to])\n1:\n\t"              \
                   SAVE(rsp) SAVE(rbp) SAVE(rbx) SAVE(r12) SAVE(r13) SAVE(r14) SAVE(r15)      \
                   : : [to] "r"(registers), AT(rip), AT(rsp), AT(rbp), AT(rbx), AT(r12),      \
                   AT(r13), AT(r14), AT(r15) : "rax", "memory")

/* What happens after accept(2) happens to the connection that it has brought. */
static int subject_of(const struct call *call, long result) {
  int accepts = call->number == SYS_accept || call->number == SYS_accept4;
  return accepts ? (int)result : call->fd;
}

static void take_turn(const struct events *events, int fd) {
  uint64_t mask = block_signals();
  begin_turn(AFTER_ITS_CALL);
  have_happen(events, fd);
  end_turn();
  restore_signals(mask);
}

/* Everybody else first does what there is to do. */
static void rest(void) {
  static const struct events none;
  take_turn(&none, -1);
}

/* Called from a wrapper, and itself the first function on the stack that is told about. */
__attribute__((noinline)) enum verdict ask(struct call *call) {
  if (channel == NULL || !is_watched_socket(call)) return MAKE_IT;
  uint64_t mask = block_signals();
  for (;;) {
    begin_turn(BEFORE_ITS_CALL);
    state_call(&channel->request, call);
    SAVE_REGISTERS(&channel->request.registers);
    state_data(channel, call->fd);
    ask_controller(REQUEST_CHOICE);
    if (channel->reply.op != REPLY_AGAIN) break;
    end_turn();
    stand_aside(BEFORE_ITS_CALL);
  }
  struct orders orders;
  enum verdict verdict = obey(&channel->reply, call, &orders);
  have_happen(&orders.before, call->fd);
  end_turn();
  restore_signals(mask);
  call->asked = 1;
  if (orders.delay.ms != NO_DELAY) {
    if (wait_before(call, &orders.delay) == CUT_SHORT) return ANSWERED;
    rest();
  }
  send_to_self(orders.signal);
  return verdict;
}

void come_to_rest(const struct call *call, long result) {
  /* What was not sent does not arrive twice. */
  int sends_again = call->after.count > 0 && call->after.list[0].kind == EVENT_SEND_AGAIN;
  if (sends_again && result > 0) send_again(call);
  take_turn(&call->after, subject_of(call, result));
  /* What has happened may concern others, who are to find it first. */
  if (call->after.count > 0) rest();
}
