import { getsockopt } from './ffi.js';

const tcp = 6;
const tcpInfoOption = 11;
const information = Buffer.alloc(148);
const length = Buffer.alloc(4);

/** States of tcp_states.h. */
export const tcpState = {
  established: 1,
  synSent: 2,
  finWait1: 4,
  finWait2: 5,
  close: 7,
  closeWait: 8,
  lastAck: 9,
  listen: 10,
  closing: 11,
} as const;

/** No timer runs: of what was refused or reset, a question may still count as not answered. */
const timeless: ReadonlySet<number> = new Set([tcpState.listen, tcpState.close]);

interface TcpInfo {
  readonly state: number;
  /** TCPI_OPT_*: what the two ends agreed on. */
  readonly options: number;
  /** Shifts of the window: of the send window in the low 4 bits, of the other above. */
  readonly scales: number;
  /** Of a listener: the connections that wait to be accepted, and how many may. */
  readonly queued: number;
  readonly backlog: number;
  /** Whether anything was ever sent again, or probed for: only then it may have timed out. */
  readonly repeated: boolean;
  /** Whether it has data, or an end, of which it does not know that the other end has got it. */
  readonly unsettled: boolean;
  /** How often it has sent or asked again since there was progress; see `triedEnough`. */
  readonly attempts: number;
}

/**
 * A timer of the kernel moves what is lost, or what there was no room for when it was sent. The
 * first question for room may go unanswered (ip-sysctl, tcp_invalid_ratelimit).
 */
export const triedEnough = 2;

/** struct tcp_info of linux/tcp.h; of a listener tcpi_unacked and tcpi_sacked are its queue. */
export function tcpInfo(fd: number): TcpInfo | undefined {
  length.writeUInt32LE(information.length, 0);
  if (getsockopt(fd, tcp, tcpInfoOption, information, length) !== 0) return undefined;
  const [retransmits = 0, probes = 0, backoff = 0] = information.subarray(2, 5);
  const state = information.readUInt8(0);
  const unsettled = information.readUInt32LE(24) + information.readUInt32LE(144);
  const total = information.readUInt32LE(100);
  return {
    state,
    options: information.readUInt8(5),
    scales: information.readUInt8(6),
    queued: information.readUInt32LE(24),
    backlog: information.readUInt32LE(28),
    repeated: retransmits + probes + backoff + total > 0,
    unsettled: !timeless.has(state) && unsettled > 0,
    // Not the probes: each answer sets their number back, also one that there is no room.
    attempts: Math.max(retransmits, backoff),
  };
}
