#include "guest-beginning.h"

#include <fcntl.h>
#include <linux/random.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "guest-log.h"

#define MOST_SEED_BYTES 64

void set_clock(int64_t ms) {
  struct timespec date = {ms / 1000, ms % 1000 * 1000000};
  if (clock_settime(CLOCK_REALTIME, &date) == -1) complain("set", "the clock");
}

/* Added to the pool it would be heard of at some later time, so the generator is keyed anew. */
void stir_random_bytes(const void *seed, uint32_t length) {
  struct { struct rand_pool_info head; uint8_t bytes[MOST_SEED_BYTES]; } pool = {0};
  if (length > sizeof pool.bytes) length = sizeof pool.bytes;
  pool.head.entropy_count = (int)length * 8;
  pool.head.buf_size = (int)length;
  memcpy(pool.head.buf, seed, length);
  int fd = open("/dev/random", O_RDONLY | O_CLOEXEC);
  if (ioctl(fd, RNDADDENTROPY, &pool) == -1 || ioctl(fd, RNDRESEEDCRNG) == -1)
    complain("seed", "/dev/random");
  close(fd);
}
