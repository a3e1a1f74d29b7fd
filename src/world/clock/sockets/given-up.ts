import { nr } from '../../../abi/syscalls.js';

const again = -11; // EAGAIN
const inProgress = -115; // EINPROGRESS

/** What a call returns that has waited as long as its socket allows (socket(7)). */
export function givenUp(call: number): number {
  return call === nr.connect ? inProgress : again;
}
