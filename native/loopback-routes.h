/* Acknowledgments of what arrives over loopback. */
#ifndef CHOKEPOINT_LOOPBACK_ROUTES_H
#define CHOKEPOINT_LOOPBACK_ROUTES_H

/*
 * Let everything that arrives be confirmed at once (rtnetlink(7), RTAX_QUICKACK). Otherwise the
 * kernel waits 40 ms for data to confirm it along with, and whether something small has arrived
 * depends on the time.
 */
void confirm_at_once(void);

#endif
