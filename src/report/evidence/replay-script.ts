import { printableLine } from '../printable.js';
import { withinOrWhole } from '../within-or-whole.js';

interface ReplayScript {
  readonly description: string;
  /** Where the exploration ran: what the command names is relative to it. */
  readonly directory: string;
  /** Absolute paths of the programs that it needs: the checkout may come to lie elsewhere. */
  readonly files: readonly string[];
  /** The command that replays the defect, with this as the name of chokepoint. */
  readonly command: (invocation: string) => string;
}

const functions = `fail() {
  printf 'replay.sh: %s\\n' "$1" >&2
  exit 2
}

run() {
  shift
  if [ -z "\${CHOKEPOINT:-}" ]; then chokepoint replay "$@"
  elif [ -x "$CHOKEPOINT" ]; then "$CHOKEPOINT" replay "$@"
  else $CHOKEPOINT replay "$@"
  fi
}

case \${CHOKEPOINT:-} in
  [!/]*/*) [ ! -x "$CHOKEPOINT" ] || CHOKEPOINT=$PWD/$CHOKEPOINT ;;
esac
command -v "\${CHOKEPOINT:-chokepoint}" >/dev/null 2>&1 ||
  command -v "\${CHOKEPOINT%% *}" >/dev/null 2>&1 ||
  fail 'chokepoint is not there: put it on PATH, or name the command in CHOKEPOINT'`;

/** A shell script that replays a defect, and says clearly what is not there. */
export function replayScript({ description, directory, files, command }: ReplayScript): string {
  // Further options stand before the token.
  const replay = command('run').replace(/^run replay /, 'run replay "$@" ');
  // Words with control characters are quoted in a way that only bash reads.
  const shell = replay.includes("$'") ? '/bin/bash' : '/bin/sh';
  const programs = files.map((file) => quoted(withinOrWhole(directory, file)));
  return `#!${shell}
# ${printableLine(description, 300)}
#
# Replays this defect: exit code 1 says that it happened again, 0 that it did not, 2 that it
# cannot be replayed here. Arguments are handed on to \`chokepoint replay\`, such as --quiet.
#   CHOKEPOINT            the command to use instead of \`chokepoint\`
#   CHOKEPOINT_DIRECTORY  where the programs are, if that is another directory than it was

directory=\${CHOKEPOINT_DIRECTORY:-${quoted(directory)}}

${functions}
cd "$directory" 2>/dev/null ||
  fail "the directory $directory is not there: name the right one in CHOKEPOINT_DIRECTORY"
for file in ${programs.join(' ')}; do
  [ -e "$file" ] || fail "the program $file is not there: build or install it"
done

# Ctrl-C is for gdb, where that is what runs; the exit code comes from the replay all the same.
trap : INT
${replay}
code=$?
[ "$code" -ne 2 ] || fail 'not replayed, see above: another build has other choice points'
exit "$code"
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
