import { statfsSync, statSync } from 'node:fs';
import type { Puppet } from '../tracer/puppet.js';
import { escapeOption } from './escape-option.js';
import { planLayers, type Layer } from './layer-plan.js';
import type { OwnFiles } from './own-files.js';
import { permissionsOf } from './permissions.js';
import { granted, WorldRefused } from './refusal.js';
import { writableTrees, type Frame, type Resettable, type WritableTree } from './writable-tree.js';

const flag = { readOnly: 1, noSuid: 2, noDev: 4, noExec: 8, remount: 32 } as const;
const bind = 4096;
const recursive = 16384;
const makePrivate = 1 << 18;
const detach = 2;

/** Where the world's root lies for its init; programs are chrooted into it. */
export const worldRoot = '/newroot';
const hostRoot = '/oldroot';
const layersRoot = '/layers';
/** The init's own /proc: that of the world does not let anybody configure the kernel. */
export const initProc = '/proc';

/** Root of the world is root of the host in the eyes of these files (also read-only in runc). */
const kernelControls = ['acpi', 'bus', 'fs', 'irq', 'scsi', 'sys', 'sysrq-trigger'];

const devices = ['null', 'zero', 'full', 'random', 'urandom', 'tty'];
const deviceLinks = { fd: '/proc/self/fd', stdin: 'fd/0', stdout: 'fd/1', stderr: 'fd/2' };

/**
 * The world's file system: every directory of the host under a private layer on tmpfs, an own
 * /tmp, /dev/shm and /proc. The host is read-only below, whatever a program does.
 */
export class WorldFileSystem {
  private resettable: Resettable[] = [];
  private frames: Frame[] = [];
  private mounts = 0;
  /** Directories that could not be layered and are the host's, read-only. */
  readonly readOnly: string[] = [];

  private constructor(
    private readonly init: Puppet,
    private readonly layers: readonly Layer[],
    private readonly own: OwnFiles,
  ) {}

  static build(init: Puppet, needed: readonly string[], own: OwnFiles): WorldFileSystem {
    const layers = planLayers(needed).filter(({ path }) => !own.has(path));
    const files = new WorldFileSystem(init, layers, own);
    files.moveHostAside();
    files.setReadOnly(hostRoot);
    files.mountAll();
    return files;
  }

  /** Undo what the last run wrote: only layers that hold something are made anew. */
  reset(): void {
    if (this.frames.some(({ store, clean }) => this.look(store) !== clean)) {
      this.must('unmount a layer', 'umount2', worldRoot, detach);
      for (const { store } of this.resettable)
        if (store.startsWith(layersRoot)) this.must('unmount a layer', 'umount2', store, detach);
      this.mountAll();
      return;
    }
    for (const entry of this.resettable) {
      if (this.usage(entry.store) === entry.clean) continue;
      entry.unmount();
      entry.mount();
      entry.clean = this.usage(entry.store);
      entry.age = ++this.mounts;
    }
  }

  /** Every place where something that a program writes can lie. */
  writable(): readonly WritableTree[] {
    const lowerOf = (seenAt: string): string => hostRoot + seenAt.slice(worldRoot.length);
    return writableTrees(this.resettable, this.frames, lowerOf);
  }

  private mountAll(): void {
    this.resettable = [];
    this.frames = [];
    this.readOnly.length = 0;
    this.mountOwn();
    for (const layer of this.layers) this.addLayer(layer);
    for (const entry of this.resettable) entry.clean = this.usage(entry.store);
    for (const frame of this.frames) frame.clean = this.look(frame.store);
  }

  private moveHostAside(): void {
    this.must('make mounts private', 'mount', '', '/', '', recursive | makePrivate, 0);
    this.must('mount a staging area', 'mount', 'tmpfs', '/tmp', 'tmpfs', 0, 'mode=755');
    this.must('make a directory', 'mkdir', `/tmp${hostRoot}`, 0o755);
    this.must('change the root', 'pivot_root', '/tmp', `/tmp${hostRoot}`);
    this.must('change directory', 'chdir', '/');
    this.must('make a directory', 'mkdir', layersRoot, 0o755);
    this.must('make a directory', 'mkdir', worldRoot, 0o755);
    this.must('make a directory', 'mkdir', initProc, 0o755);
    const proc = this.init.attempt('mount', 'proc', initProc, 'proc', 0, 0);
    granted('proc', 'mount /proc for init', proc);
  }

  private mountOwn(): void {
    const mode = `mode=${permissionsOf('/').mode.toString(8)}`;
    this.must('mount the root', 'mount', 'tmpfs', worldRoot, 'tmpfs', 0, mode);
    for (const path of ['/proc', '/sys', '/dev', '/tmp']) this.directory(path);
    const { noSuid, noDev, noExec } = flag;
    const proc = `${worldRoot}/proc`;
    const result = this.init.attempt('mount', 'proc', proc, 'proc', noSuid | noDev | noExec, 0);
    granted('proc', 'mount /proc', result);
    const sys = [`${hostRoot}/sys`, `${worldRoot}/sys`] as const;
    this.must('bind /sys', 'mount', ...sys, '', bind | recursive, 0);
    this.protectKernel();
    this.must('mount /dev', 'mount', 'tmpfs', `${worldRoot}/dev`, 'tmpfs', noSuid, 'mode=755');
    this.populateDev();
    this.addTmpfs('/tmp');
    this.directory('/dev/shm');
    this.addTmpfs('/dev/shm');
    const nested = this.layers.some(({ path }) => path.startsWith('/tmp/'));
    for (const path of ['', '/dev', ...(nested ? ['/tmp'] : [])])
      this.frames.push({ store: worldRoot + path, clean: '', age: ++this.mounts });
  }

  private protectKernel(): void {
    this.setReadOnly(`${worldRoot}/sys`);
    for (const name of kernelControls) {
      const path = `${worldRoot}/proc/${name}`;
      if (this.init.call('mount', path, path, '', bind, 0) === 0) this.setReadOnly(path);
    }
  }

  private populateDev(): void {
    for (const name of devices) this.bindFile(`/dev/${name}`);
    for (const [name, target] of Object.entries(deviceLinks)) this.symlink(`/dev/${name}`, target);
    this.directory('/dev/pts');
    // Terminals of its own: those of the host are somebody's.
    const options = 'newinstance,ptmxmode=0666,mode=0620';
    const pts = `${worldRoot}/dev/pts`;
    const { noSuid, noExec } = flag;
    this.must('mount /dev/pts', 'mount', 'devpts', pts, 'devpts', noSuid | noExec, options);
    this.symlink('/dev/ptmx', 'pts/ptmx');
  }

  private addLayer(layer: Layer): void {
    switch (layer.kind) {
      case 'symlink':
        this.symlink(layer.path, layer.target);
        return;
      case 'file':
        this.bindFile(layer.path, flag.readOnly);
        return;
      case 'directory':
        this.directory(layer.path);
        this.imitate(worldRoot + layer.path, layer.path);
        this.own.putInto(worldRoot + layer.path, layer.path);
        return;
      case 'overlay':
        this.directory(layer.path);
        this.addOverlay(layer.path);
    }
  }

  private addOverlay(path: string): void {
    const store = `${layersRoot}/${String(this.resettable.length)}`;
    // It is there already when all is built anew.
    this.init.call('mkdir', store, 0o755);
    const refused = this.mountOverlay(path, store);
    if (refused === undefined) {
      this.remember(store, path, () => {
        const again = this.mountOverlay(path, store);
        if (again !== undefined) throw new WorldRefused('overlay', again, `layer ${path} again`);
      });
      return;
    }
    if (this.own.belongInto(path)) throw new WorldRefused('overlay', refused, `layer ${path}`);
    this.bindReadOnly(path);
  }

  private mountOverlay(path: string, store: string): string | undefined {
    this.must('mount a layer', 'mount', 'tmpfs', store, 'tmpfs', 0, 'mode=755');
    for (const part of ['upper', 'work']) this.init.call('mkdir', `${store}/${part}`, 0o755);
    this.imitate(`${store}/upper`, path);
    this.own.putInto(`${store}/upper`, path);
    const lower = escapeOption(`${hostRoot}${path}`);
    const options = `lowerdir=${lower},upperdir=${store}/upper,workdir=${store}/work,userxattr`;
    const mounted = this.init.attempt('mount', 'overlay', worldRoot + path, 'overlay', 0, options);
    return typeof mounted === 'number' ? undefined : mounted.errno;
  }

  /** What cannot be layered stays the host's; then it must not be writable. */
  private bindReadOnly(path: string): void {
    const [from, to] = [hostRoot + path, worldRoot + path];
    this.must(`bind ${path}`, 'mount', from, to, '', bind | recursive, 0);
    this.setReadOnly(to);
    this.readOnly.push(path);
  }

  private addTmpfs(path: string): void {
    const store = worldRoot + path;
    const mount = (): void => {
      this.must(`mount ${path}`, 'mount', 'tmpfs', store, 'tmpfs', flag.noSuid, 'mode=1777');
    };
    mount();
    const unmount = (): void => this.must('unmount a layer', 'umount2', store, detach);
    this.resettable.push({ seenAt: store, store, mount, unmount, clean: '', age: ++this.mounts });
  }

  private remember(store: string, path: string, mount: () => void): void {
    const seenAt = worldRoot + path;
    const unmount = (): void => {
      this.must('unmount a layer', 'umount2', seenAt, detach);
      this.must('unmount a layer', 'umount2', store, detach);
    };
    this.resettable.push({ seenAt, store, mount, unmount, clean: '', age: ++this.mounts });
  }

  /** Seen from outside through init's root: what a tmpfs holds, in one cheap call. */
  private usage(store: string): string {
    const { ffree, bfree, files, blocks } = statfsSync(this.seen(store));
    return `${String(files - ffree)} ${String(blocks - bfree)}`;
  }

  /** Like usage, and whether names were changed that take no space. */
  private look(store: string): string {
    return `${this.usage(store)} ${String(statSync(this.seen(store)).ctimeMs)}`;
  }

  private seen(store: string): string {
    return `/proc/${String(this.init.pid)}/root${store}`;
  }

  /** The rights at a layer's top are those of its upper directory. */
  private imitate(copy: string, path: string): void {
    const { mode, uid, gid } = permissionsOf(path);
    this.init.call('chown', copy, uid, gid);
    this.init.call('chmod', copy, mode);
  }

  private bindFile(path: string, extra = 0): void {
    const [from, to] = [hostRoot + path, worldRoot + path];
    const fd = this.init.call('open', to, 0o101, 0o644);
    if (fd >= 0) this.init.call('close', fd);
    // A device that the host lacks is lacking here too.
    if (this.init.call('mount', from, to, '', bind, 0) < 0) return;
    if (extra !== 0) this.setReadOnly(to);
  }

  private setReadOnly(path: string): void {
    const attributes = Buffer.alloc(32);
    attributes.writeBigUInt64LE(1n, 0); // MOUNT_ATTR_RDONLY
    const [here, wholeTree] = [-100, 0x8000];
    const result = this.init.attempt('mount_setattr', here, path, wholeTree, attributes, 32);
    granted('mounts', `make ${path} read-only`, result);
  }

  private directory(path: string): void {
    this.init.call('mkdir', worldRoot + path, 0o755);
  }

  private symlink(path: string, target: string): void {
    this.init.call('symlink', target, worldRoot + path);
  }

  private must(detail: string, ...call: Parameters<Puppet['attempt']>): void {
    granted('mounts', detail, this.init.attempt(...call));
  }
}
