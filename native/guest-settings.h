/* Settings of the guest's kernel. */
#ifndef CHOKEPOINT_GUEST_SETTINGS_H
#define CHOKEPOINT_GUEST_SETTINGS_H

void apply_settings(void);

#endif
