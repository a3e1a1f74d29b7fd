import { expect, test } from 'vitest';
import { roleByAddress, roleOf } from '../../../src/choice/role.js';

const stream = { family: 'inet', type: 'stream', listening: false } as const;
const at = (port: number): string => `127.0.0.1:${String(port)}`;

test.each<[string | undefined, Parameters<typeof roleOf>[0]]>([
  ['client:80', { ...stream, local: at(40000), peer: at(80) }],
  ['server:80', { ...stream, local: at(80), peer: at(40000) }],
  ['client:80', { ...stream, local: at(8080), peer: at(80) }],
  ['client:*', { ...stream, local: at(40000), peer: at(50000) }],
  ['client:65000', { ...stream, local: at(40000), peer: at(65000) }],
  ['listener:80', { ...stream, listening: true, local: '[::]:80' }],
  ['listener:*', { ...stream, listening: true, local: at(40000) }],
  ['udp:53', { ...stream, type: 'dgram', local: at(40000), peer: at(53) }],
  ['udp:5000', { ...stream, type: 'dgram', local: at(5000) }],
  [undefined, stream],
  ['unix:/run/app', { ...stream, family: 'unix', peer: '/run/app' }],
  ['unix:/run/app', { ...stream, family: 'unix', listening: true, local: '/run/app' }],
  [undefined, { ...stream, family: 'unix' }],
])('%s is the role of %o', (role, socket) => {
  expect(roleOf(socket)).toBe(role);
});

test.each([
  ['connect', 'stream', '127.0.0.1:80', 'client:80'],
  ['connect', 'stream', '[::1]:80', 'client:80'],
  ['bind', 'stream', '0.0.0.0:80', 'bound:80'],
  ['connect', 'dgram', '127.0.0.1:53', 'udp:53'],
  ['connect', 'stream', '/run/a:b', 'unix:/run/a:b'],
  ['connect', 'stream', '@abstract', 'unix:@abstract'],
])('%s of a %s socket with %s', (group, type, address, role) => {
  expect(roleByAddress(group, type, address)).toBe(role);
});
