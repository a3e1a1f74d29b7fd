/* The file systems that every program expects. */
#ifndef CHOKEPOINT_GUEST_MOUNTS_H
#define CHOKEPOINT_GUEST_MOUNTS_H

void mount_file_systems(void);

#endif
