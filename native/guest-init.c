/* What the guest's first process does, from beginning to end; it never returns. */
#define _GNU_SOURCE
#include "guest-init.h"

#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "channel-lock.h"
#include "doorbell.h"
#include "guest-channel.h"
#include "guest-commands.h"
#include "guest-mounts.h"
#include "guest-network.h"
#include "guest-report.h"
#include "guest-settings.h"
#include "hand.h"
#include "init-attention.h"

/* The area is large, and what was not written need not be touched. */
static void copy_reply(struct reply *to) {
  uint32_t length = channel->reply.payload_length, room = sizeof to->payload;
  memcpy(to, &channel->reply, offsetof(struct reply, payload) + (length < room ? length : room));
}

/* One request, and a copy of its reply: others may ring while it is carried out. */
static void tick(struct reply *reply) {
  begin_look();
  lock_channel();
  channel->request.data_length = report((char *)channel->data, DATA_BYTES);
  ask_controller(REQUEST_TICK);
  copy_reply(reply);
  unlock_channel();
}

void be_init(void) {
  static struct reply reply;
  umask(0);
  clearenv();
  mount_file_systems();
  apply_settings();
  bring_up_loopback();
  make_channel();
  start_hand();
  look_after(SIGCHLD);
  for (;;) {
    tick(&reply);
    carry_out(&reply);
  }
}
