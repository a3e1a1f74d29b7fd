#include "own-memory.h"

#include <stddef.h>
#include <sys/mman.h>
#include <sys/uio.h>

#include "raw-call.h"

/* These calls report a bad address where a plain copy would end the program. */
static uint32_t copied(long number, void *here, uint64_t there, uint32_t length) {
  struct iovec local = {here, length};
  struct iovec remote = {(void *)there, length};
  long self = raw_call0(SYS_getpid);
  long count = raw_call6(number, self, (long)&local, 1, (long)&remote, 1, 0);
  return count > 0 ? (uint32_t)count : 0;
}

uint32_t copy_in(void *to, uint64_t from, uint32_t length) {
  return copied(SYS_process_vm_readv, to, from, length);
}

uint32_t copy_out(uint64_t to, const void *from, uint32_t length) {
  return copied(SYS_process_vm_writev, (void *)from, to, length);
}

void *new_memory(uint64_t bytes) {
  int access = PROT_READ | PROT_WRITE, kind = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  long at = raw_call6(SYS_mmap, 0, (long)bytes, access, kind, -1, 0);
  return at > 0 ? (void *)at : NULL;
}

void give_memory_back(void *at, uint64_t bytes) { raw_call2(SYS_munmap, at, bytes); }
