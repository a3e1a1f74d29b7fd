/* Calls that are handed to the kernel through memory would not be seen. */
#ifndef CHOKEPOINT_NO_IO_URING_H
#define CHOKEPOINT_NO_IO_URING_H

/* As on a kernel that does not have it: io_uring_setup(2) fails with ENOSYS. */
void refuse_io_uring(void);

#endif
