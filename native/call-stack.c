#include "call-facts.h"
#include "loaded-files.h"
#include "own-memory.h"

#define STACK_BYTES (64 * 1024)

void state_stack(struct channel *channel) {
  struct request *request = &channel->request;
  uint32_t stack = copy_in(channel->data, request->registers.rsp, STACK_BYTES);
  char *rest = (char *)channel->data + stack;
  request->stack_length = stack;
  request->data_length = stack + state_loaded_files(rest, DATA_BYTES - stack);
}
