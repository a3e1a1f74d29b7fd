/*
 * Whose turn it is to ask, of all threads that stand before a call, or to go on after one. A turn
 * comes when everything else in the guest waits. Those that go on come first, as what they do
 * next may be what the others should find; then the lower thread number comes first. So the order
 * is that of a sealed world, and not that in which the scheduler had them arrive.
 */
#ifndef CHOKEPOINT_TURN_H
#define CHOKEPOINT_TURN_H

enum place { AFTER_ITS_CALL, BEFORE_ITS_CALL };

/* The channel is locked in a turn. */
void begin_turn(enum place place);
void end_turn(void);

/* Lets init look around, and everybody else have a turn. */
void stand_aside(enum place place);

#endif
