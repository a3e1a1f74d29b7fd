#define _GNU_SOURCE
#include "guest-channel.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/io.h>
#include <sys/mman.h>
#include <unistd.h>

#include "doorbell.h"
#include "guest-log.h"

#define PAGE_NUMBER_BITS 55 /* of an entry of /proc/PID/pagemap */

static void say(const char *text) {
  for (; *text != '\0'; text++) ring((unsigned char)*text);
}

static uint64_t physical_page(int pagemap, const void *at) {
  uint64_t entry = 0;
  off_t offset = (off_t)((uintptr_t)at / PAGE_BYTES * sizeof entry);
  if (pread(pagemap, &entry, sizeof entry, offset) != sizeof entry) complain("read", "pagemap");
  return entry & ((1ULL << PAGE_NUMBER_BITS) - 1);
}

static void tell_pages(void) {
  int pagemap = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
  say("channel");
  for (int i = 0; i < CHANNEL_PAGES; i++) {
    char text[32];
    const char *page = (const char *)channel + i * PAGE_BYTES;
    snprintf(text, sizeof text, " %llu", (unsigned long long)physical_page(pagemap, page));
    say(text);
  }
  say("\n");
  close(pagemap);
}

void make_channel(void) {
  int fd = open(CHANNEL_FILE, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd == -1 || ftruncate(fd, sizeof(struct channel)) == -1) complain("make", CHANNEL_FILE);
  open_channel(fd);
  close(fd);
  if (channel == NULL || mlock(channel, sizeof *channel) == -1) complain("lock", CHANNEL_FILE);
  memset(channel, 0, sizeof *channel);
  if (ioperm(DOORBELL_PORT, 1, 1) == -1) complain("open", "the doorbell's port");
  tell_pages();
}
