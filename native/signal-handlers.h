/* What this process does about signals. */
#ifndef CHOKEPOINT_SIGNAL_HANDLERS_H
#define CHOKEPOINT_SIGNAL_HANDLERS_H

enum handlers { NO_HANDLERS, RESTARTING_HANDLERS, INTERRUPTING_HANDLERS };

/* Whether it handles any, and whether calls that wait are made again afterwards. */
enum handlers installed_handlers(void);

#endif
