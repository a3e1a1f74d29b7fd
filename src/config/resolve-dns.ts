import type { ProgramSettings, Settings } from '../model/settings.js';
import { OperatorError } from '../support/operator-error.js';
import type { FullConfig } from './config-schema.js';
import { canonicalHostName } from './host-name.js';

const everyName = { '*': ['127.0.0.1', '::1'] };
const nameServerPort = 53;

/** @throws OperatorError for what cannot be, or is said twice */
export function resolveDns(
  { dns, sealed }: FullConfig,
  programs: readonly ProgramSettings[],
): Pick<Settings, 'dns'> {
  if (dns === undefined) return {};
  if (!sealed) throw noResolver();
  const served = programs.find(({ ready }) => isNameServer(ready));
  if (served !== undefined) throw nameServer(served.name);
  return { dns: dns === true ? everyName : byCanonicalName(dns) };
}

function byCanonicalName(
  dns: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, readonly string[]>> {
  const names = new Map<string, readonly string[]>();
  for (const [written, addresses] of Object.entries(dns)) {
    const name = canonicalHostName(written);
    if (names.has(name)) {
      const message = `dns: the name "${name}" is given twice`;
      throw new OperatorError(message, 'give all of its addresses in one list');
    }
    names.set(name, addresses);
  }
  return Object.fromEntries(names);
}

function isNameServer(ready: ProgramSettings['ready']): boolean {
  return ready.kind === 'port' && ready.port === nameServerPort;
}

function noResolver(): OperatorError {
  return new OperatorError(
    'dns: an unsealed world has the network of this machine',
    'leave out dns (--dns), or --unsealed; /etc/hosts is read without a resolver',
  );
}

function nameServer(program: string): OperatorError {
  return new OperatorError(
    `dns: port 53 cannot be both that of the resolver and of "${program}"`,
    'leave out dns (--dns), or the name server of your own',
  );
}
