import { EndedByUser } from '../debugger/ended-by-user.js';
import { readProc } from '../kernel/procfs.js';
import { exitCode, OperatorError } from '../support/operator-error.js';
import { PeerNotReady, ProgramRefused } from '../world/program-failure.js';
import { WorldRefused, type WorldStep } from '../world/refusal.js';

/** What went wrong in a worker, in words for the user; undefined for a bug of our own. */
export function explain(error: unknown): OperatorError | undefined {
  if (error instanceof OperatorError) return error;
  if (error instanceof EndedByUser)
    return new OperatorError(error.message, 'nothing is left of it', exitCode.interrupted);
  if (error instanceof PeerNotReady) return peerNotReady(error);
  if (error instanceof ProgramRefused) return programRefused(error);
  if (error instanceof WorldRefused) {
    const message = `no world can be made here: ${error.message}`;
    return new OperatorError(message, hintFor(error.step), exitCode.unsupported);
  }
  return undefined;
}

function peerNotReady(error: PeerNotReady): OperatorError {
  const output = error.output === '' ? '' : `\nits output:\n${indent(error.output)}`;
  const hint =
    'run the peer by hand to see whether it starts; say when it is ready with ' +
    '`--ready port:N`, `--ready line:REGEX` or `--ready delay:MS`, or `ready` in the config';
  return new OperatorError(`peer ${error.message}${output}`, hint);
}

function programRefused({ message, refusal }: ProgramRefused): OperatorError {
  const hint = startHints[refusal.errno] ?? 'try to start it by hand with the same arguments';
  return new OperatorError(message, hint);
}

const startHints: Readonly<Record<string, string>> = {
  ENOENT: 'the program, its interpreter or its working directory is not there inside the world',
  EACCES: 'make it executable (chmod +x), or start its interpreter explicitly',
  ENOEXEC: 'it is no program for this machine; check it with `file`',
};

/** How each step of building a world is allowed on a machine that forbids it. */
function hintFor(step: WorldStep): string {
  if (step === 'namespaces' || step === 'id-maps') return namespaceHint();
  return stepHints[step];
}

const stepHints: Readonly<Record<Exclude<WorldStep, 'namespaces' | 'id-maps'>, string>> = {
  seed: 'install coreutils: /bin/cat is used as the first process of a world',
  trace:
    'allow ptrace: `sysctl kernel.yama.ptrace_scope=1` (3 forbids it for all), in a container ' +
    '`--cap-add SYS_PTRACE --security-opt seccomp=unconfined`',
  mounts: 'allow mounts in user namespaces, or run with --unsealed',
  proc:
    'the container masks /proc: start it with `--security-opt systempaths=unconfined`, or run ' +
    'with --unsealed',
  overlay: 'Linux 5.11 or later is needed for overlays in user namespaces; or run with --unsealed',
  network: 'the network namespace could not be set up; or run with --unsealed',
  seccomp: 'a kernel with CONFIG_SECCOMP_FILTER is needed',
};

/** Each of these switches forbids user namespaces by itself; say which one it is. */
function namespaceHint(): string {
  const sysctls = [
    ['user/max_user_namespaces', '0', 'sysctl user.max_user_namespaces=10000'],
    ['kernel/unprivileged_userns_clone', '0', 'sysctl kernel.unprivileged_userns_clone=1'],
    [
      'kernel/apparmor_restrict_unprivileged_userns',
      '1',
      'sysctl kernel.apparmor_restrict_unprivileged_userns=0',
    ],
  ] as const;
  const guilty = sysctls.find(([path, bad]) => readProc(`/proc/sys/${path}`)?.trim() === bad);
  if (guilty !== undefined) {
    const [path, value, remedy] = guilty;
    const cause = `${path.replace('/', '.')} is ${value}`;
    return `${cause}: allow it with \`${remedy}\` as root, or run with --unsealed`;
  }
  return (
    'a container or a security policy forbids namespaces: in Docker add ' +
    '`--security-opt seccomp=unconfined --cap-add SYS_ADMIN`, or run with --unsealed'
  );
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}
