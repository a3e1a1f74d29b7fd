/** Sockets of the C library and the system's own services: no part of the program's network. */
const systemPaths = /^(\/var)?\/run\/(nscd|systemd|dbus)\/|^\/dev\/log$/;

export function isOfSystem(role: string): boolean {
  return systemPaths.test(role.replace(/^unix:/, ''));
}
