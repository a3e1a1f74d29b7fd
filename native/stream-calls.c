/*
 * Inside of libc a stream's read(2) and write(2) do not go by these names, so no wrapper would
 * see them. But they are entries of a table of functions, which all streams on files share.
 */
#define _GNU_SOURCE /* RTLD_DEFAULT */
#include "stream-calls.h"

#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "channel.h"
#include "watched-socket.h"

#define READ_ENTRY 14
#define WRITE_ENTRY 15
#define ERROR_SEEN 0x20 /* of FILE's flags */

typedef ssize_t (*transfer)(FILE *, void *, ssize_t);
static transfer real_read, real_write;

static int is_on_socket(const FILE *stream) {
  return socket_option(stream->_fileno, SO_DOMAIN) != -1;
}

static ssize_t read_stream(FILE *stream, void *data, ssize_t count) {
  if (!is_on_socket(stream)) return real_read(stream, data, count);
  return read(stream->_fileno, data, (size_t)count);
}

/* Of what is written all is written, as libc does it. */
static ssize_t write_stream(FILE *stream, void *data, ssize_t count) {
  if (!is_on_socket(stream)) return real_write(stream, data, count);
  for (ssize_t done = 0, step; done < count; done += step) {
    step = write(stream->_fileno, (char *)data + done, (size_t)(count - done));
    if (step >= 0) continue;
    stream->_flags |= ERROR_SEEN;
    return done;
  }
  return count;
}

/* The table is read-only once libc has been loaded. */
static int protect(const transfer *entries, int access) {
  uintptr_t from = (uintptr_t)entries & -(uintptr_t)PAGE_BYTES;
  return mprotect((void *)from, (uintptr_t)(entries + 2) - from, access);
}

void wrap_stream_calls(void) {
  transfer *table = *(transfer **)(stdout + 1); /* follows the structure */
  real_read = (transfer)dlsym(RTLD_DEFAULT, "_IO_file_read");
  real_write = (transfer)dlsym(RTLD_DEFAULT, "_IO_file_write");
  /* A libc in which it looks otherwise is left as it is. */
  if (real_read == NULL || table[READ_ENTRY] != real_read) return;
  if (real_write == NULL || table[WRITE_ENTRY] != real_write) return;
  if (protect(table + READ_ENTRY, PROT_READ | PROT_WRITE) == -1) return;
  table[READ_ENTRY] = read_stream;
  table[WRITE_ENTRY] = write_stream;
  protect(table + READ_ENTRY, PROT_READ);
}
