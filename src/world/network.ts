import { confirmAtOnce, routeSocket } from '../kernel/loopback-routes.js';
import { Pidfd } from '../kernel/pidfd.js';
import type { Puppet } from '../tracer/puppet.js';
import { granted, WorldRefused } from './refusal.js';

const afInet = 2;
const sockDgram = 2;
const siocsifflags = 0x8914;
const ifUpRunning = 0x41;
const oWronly = 1;

/** Bring up loopback (both 127.0.0.1 and ::1 come with it) and settle what must not vary. */
export function bringUpLoopback(init: Puppet, procRoot: string): void {
  const fd = granted('network', 'open a socket', init.attempt('socket', afInet, sockDgram, 0));
  const request = Buffer.alloc(40);
  request.write('lo');
  request.writeUInt16LE(ifUpRunning, 16);
  granted('network', 'bring up loopback', init.attempt('ioctl', fd, siocsifflags, request));
  init.call('close', fd);
  confirmEverything(init);
  // No TIME_WAIT: the next run may take the addresses of this one.
  writeSysctl(init, `${procRoot}/sys/net/ipv4/tcp_max_tw_buckets`, '0');
  // The SUT of an ordinary user may listen on port 80: the network is its own.
  writeSysctl(init, `${procRoot}/sys/net/ipv4/ip_unprivileged_port_start`, '0');
}

function confirmEverything(init: Puppet): void {
  const fd = granted('network', 'open a netlink socket', init.attempt('socket', ...routeSocket));
  using pidfd = Pidfd.open(init.pid);
  const copy = pidfd?.take(fd);
  init.call('close', fd);
  if (copy === undefined || typeof copy === 'string')
    throw new WorldRefused('network', copy ?? 'ESRCH', 'copy a netlink socket');
  using netlink = copy;
  const refused = confirmAtOnce(netlink.fd);
  if (refused !== undefined)
    throw new WorldRefused('network', refused, 'change the loopback routes');
}

/** Sysctls below net are per namespace of the writer, so the world's init writes them. */
function writeSysctl(init: Puppet, path: string, value: string): void {
  const fd = granted('network', `open ${path}`, init.attempt('open', path, oWronly, 0));
  init.call('write', fd, Buffer.from(value), value.length);
  init.call('close', fd);
}
