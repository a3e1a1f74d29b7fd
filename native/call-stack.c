#include "call-facts.h"
#include "loaded-files.h"
#include "own-memory.h"
#include "waiting-answer.h"

#define STACK_BYTES (64 * 1024)
/* The reply has to have room for another in its place. */
#define ANSWER_BYTES (16 * 1024)

void state_data(struct channel *channel, int fd) {
  struct request *request = &channel->request;
  uint32_t stack = copy_in(channel->data, request->registers.rsp, STACK_BYTES);
  uint8_t *rest = channel->data + stack;
  uint32_t answer = waiting_answer(request, fd, rest, ANSWER_BYTES);
  request->stack_length = stack;
  request->answer_length = answer;
  stack += answer;
  rest += answer;
  request->data_length = stack + state_loaded_files((char *)rest, DATA_BYTES - stack);
}
