import { close } from '../../../../kernel/ffi.js';
import { pollEvent, pollNow } from '../../../../kernel/poll.js';
import { setOption } from '../../../../kernel/socket-option.js';
import { tcpInfo, tcpState } from '../../../../kernel/tcp-info.js';
import { disconnectSilently, mute } from '../../../../kernel/tcp-repair.js';
import type { Taken } from '../family.js';
import { acceptAll } from '../../../../kernel/accept-all.js';

const tcp = 6;
const quickAck = 12;
/** Confirm what has come, and be no quicker than before in the future. */
const once = 2;
const somethingLeft = pollEvent.readHangUp | pollEvent.error;

/** Make every connection one that never was, with nothing on the wire. */
export function silence(now: readonly Taken[]): void {
  const events = pollNow(now.map(({ copy }) => copy));
  now.forEach(({ copy }, i) => {
    const info = tcpInfo(copy);
    if (info === undefined) return;
    if (info.state === tcpState.listen) {
      if (info.queued > 0) for (const { fd } of acceptAll(copy)) forget(fd);
    } else if (info.state !== tcpState.close || ((events[i] ?? 0) & somethingLeft) !== 0)
      silenceOne(copy, info.state);
  });
}

function silenceOne(copy: number, state: number): void {
  confirmEnd(copy, state);
  disconnectSilently(copy);
}

/** Connections that nobody has accepted come to nothing. */
export function forget(fd: number): void {
  confirmEnd(fd, tcpInfo(fd)?.state);
  mute(fd);
  close(fd);
}

/**
 * The other end may have been closed by its program, and holds its address until the end of its
 * stream is confirmed, which this end does late, together with data (tcp(7), TCP_QUICKACK).
 */
function confirmEnd(fd: number, state: number | undefined): void {
  if (state === tcpState.closeWait) setOption(fd, tcp, quickAck, once);
}
