/** What a machine is made of. Only machines of the same shape take over each other's state. */
export interface MachineShape {
  /** Files on the host: the emulator, the kernel as ELF, the archive of the guest's files. */
  readonly qemu: string;
  readonly kernel: string;
  readonly initrd: string;
  readonly commandLine: string;
  readonly memoryMb: number;
}

const board = 'microvm,x-option-roms=off,isa-serial=on,pit=on,pic=on,rtc=on,acpi=off';

/**
 * Time in the machine is the number of instructions that it has executed, two nanoseconds each,
 * which is about as fast as the emulation is; where all of it waits, the clock jumps to the next
 * timer. The clock on its board starts at the same date always.
 */
const clock = ['-icount', 'shift=1,sleep=off', '-rtc', 'base=2026-01-01T00:00:00,clock=vm'];

/** All but where its lines go. */
function hardware({ kernel, initrd, memoryMb, commandLine }: MachineShape): readonly string[] {
  return [
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-machine', board],
    ...['-m', `${String(memoryMb)}M`, '-accel', 'tcg', ...clock, '-seed', '1', '-no-reboot'],
    ...['-kernel', kernel, '-initrd', initrd, '-append', commandLine],
    ...['-serial', 'chardev:console', '-device', 'isa-debugcon,iobase=0xe9,chardev=bell'],
  ];
}

/** A machine that is told what to do, over sockets that it finds open. */
export function ledMachine(shape: MachineShape): readonly string[] {
  return [
    ...[shape.qemu, ...hardware(shape)],
    ...['-chardev', 'file,id=console,path=/dev/stdout,append=on'],
    ...['-chardev', 'socket,id=bell,fd=4'],
    ...['-chardev', 'socket,id=control,fd=5', '-mon', 'chardev=control,mode=control'],
  ];
}

/**
 * A machine whose process is traced; it goes on from a state on its standard input. It rings by
 * sendmsg(2), which the tracer sees and skips: of the back ends for a character device it is the
 * one that waits for nobody.
 */
export function tracedMachine(shape: MachineShape): readonly string[] {
  return [
    ...[shape.qemu, ...hardware(shape), '-incoming', 'fd:0'],
    ...['-chardev', 'file,id=console,path=/dev/stdout'],
    ...['-chardev', 'udp,id=bell,host=127.0.0.1,port=9'],
  ];
}
