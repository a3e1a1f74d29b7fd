/* A name server that knows nothing: the controller answers what it is asked, tick by tick. */
#ifndef CHOKEPOINT_NAME_SERVICE_H
#define CHOKEPOINT_NAME_SERVICE_H

#include "guest-text.h"

/* From now on, at 127.0.0.1; the configuration is what /etc/resolv.conf says. */
void serve_names(const void *configuration, uint32_t length);

/* The next question: who asks, and what, both in hexadecimal. */
void say_question(struct text *text);

/* A struct sockaddr_in, and what is sent there. */
void answer_question(const uint8_t *answer, uint32_t length);

#endif
