/* What a name server has said to a program that is about to receive it. */
#ifndef CHOKEPOINT_WAITING_ANSWER_H
#define CHOKEPOINT_WAITING_ANSWER_H

#include "channel.h"

/* Copies it; returns how long it is, 0 where there is none or it has no room. */
uint32_t waiting_answer(const struct request *request, int fd, uint8_t *to, uint32_t room);

#endif
