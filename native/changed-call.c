#include "changed-call.h"

#include <netinet/in.h>
#include <string.h>

#include "limited-call.h"
#include "own-memory.h"
#include "raw-call.h"

/* The port stands at the same place in both versions. */
static long make_redirected_call(enum real_call real, const struct call *call) {
  struct call changed = *call;
  struct sockaddr_storage name;
  struct sockaddr_in *v4 = (struct sockaddr_in *)&name;
  uint32_t length = (uint32_t)call->args[2];
  if (length > sizeof name || copy_in(&name, (uint64_t)call->args[1], length) != length)
    return make_real_call(real, call);
  if (name.ss_family == AF_INET || name.ss_family == AF_INET6)
    v4->sin_port = htons((uint16_t)call->argument);
  changed.args[1] = (long)&name;
  return make_real_call(real, &changed);
}

long make_changed_call(enum real_call real, struct call *call) {
  if (call->change == REPLY_LIMIT) return make_limited_call(real, call);
  if (call->change == REPLY_REDIRECT) return make_redirected_call(real, call);
  return make_real_call(real, call);
}
