/* Streams (stdio) on sockets. */
#ifndef CHOKEPOINT_STREAM_CALLS_H
#define CHOKEPOINT_STREAM_CALLS_H

/* Let them read and write through the wrappers. */
void wrap_stream_calls(void);

#endif
