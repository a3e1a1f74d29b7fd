#define _GNU_SOURCE
#include "guest-network.h"

#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "guest-log.h"
#include "loopback-routes.h"

/* Both 127.0.0.1 and ::1 come with it. */
void bring_up_loopback(void) {
  struct ifreq request = {.ifr_name = "lo"};
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  if (ioctl(fd, SIOCSIFFLAGS, &request) == -1) complain("bring up", "lo");
  close(fd);
  confirm_at_once();
}
