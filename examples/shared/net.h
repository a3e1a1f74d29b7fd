/* What every example needs: sockets on IPv4 addresses, and an end on SIGTERM without races. */
#ifndef NET_H
#define NET_H

#include <poll.h>
#include <stddef.h>

/* A listening socket on 127.0.0.1; -1 after a message on standard error. */
int listen_on(const char *port);

/* A connected socket; -1 after a message on standard error. */
int connect_to(const char *address, const char *port);

/* Sends everything, however many calls that takes; -1 with errno set. Never raises SIGPIPE. */
int send_all(int fd, const void *data, size_t length);

/*
 * From here on SIGTERM is let in only while wait_readable waits: it can neither come too early
 * to be noticed nor interrupt another call. Threads and children inherit this.
 */
void catch_sigterm(void);

/* How many of the descriptors are readable; 0 once SIGTERM came. Waits without a limit. */
int wait_readable(struct pollfd *fds, nfds_t count);

#endif
