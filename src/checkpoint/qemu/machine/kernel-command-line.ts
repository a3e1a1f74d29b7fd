const options = [
  'console=ttyS0',
  'quiet',
  // The same addresses in every boot and in every program.
  'nokaslr',
  'norandmaps',
  // No entropy from outside: the guest's random numbers repeat.
  'random.trust_cpu=off',
  'mitigations=off',
  // Time is what QEMU counts; there is nothing to calibrate or to watch.
  'tsc=reliable',
  'no_timer_check',
  'nowatchdog',
  'pci=off',
  'audit=0',
  // Tests of ciphers, an eighth of the boot.
  'cryptomgr.notests',
  // A panic reboots, by a triple fault since there is no keyboard controller; QEMU then ends.
  'panic=-1',
  'reboot=t',
] as const;

/** The kernel gives its first process every NAME=value that it does not know as environment. */
const firstProcess = ['rdinit=/chokepoint/init', 'LD_PRELOAD=/chokepoint/interpose.so'] as const;

export const kernelCommandLine = [...options, ...firstProcess].join(' ');
