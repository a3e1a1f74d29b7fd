import { hostname } from 'node:os';

export const resolverFile = '/etc/resolv.conf';

/**
 * What /etc/resolv.conf of a world with a resolver says. A name is asked for once and as it is: a
 * C library that asks again hides what a fault does. Where the host's name has a domain, the
 * library would try that too: it gets one that no name is in (RFC 6761, 6.4).
 */
export function resolverConfiguration(): string {
  const search = hostname().includes('.') ? ['search invalid'] : [];
  return ['nameserver 127.0.0.1', 'options ndots:0 attempts:1', ...search, ''].join('\n');
}
