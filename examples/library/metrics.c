/* Counts something and sends the count to a collector over UDP, as programs do by the way: a
 * collector that cannot be reached must never be the end of the program. */
#include <arpa/inet.h>
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const struct sockaddr_in collector = {
    .sin_family = AF_INET,
    .sin_port = 0x9d1f, /* 8093, in the order of the network */
    .sin_addr = {0x0100007f},
};

static void report(int count) {
  char line[32];
  int length = snprintf(line, sizeof line, "jobs:%d|c", count);
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0) return;
  if (connect(fd, (const struct sockaddr *)&collector, sizeof collector) == 0) {
    ssize_t sent = send(fd, line, (size_t)length, 0);
#ifdef CARELESS
    assert(sent == length);
#else
    if (sent < 0) perror("metrics");
#endif
  }
  close(fd);
}

int main(void) {
  for (int count = 1; count <= 2; count++) report(count);
  puts("done");
  return 0;
}
