import { expect, test } from 'vitest';
import { ModuleMap, parseMappings } from '../../../../src/tracer/modules/module-map.js';

const maps = `5600-5700 r-xp 00001000 fe:01 42                         /tmp/box/usr/bin/a b
5700-5800 rw-p 00000000 00:00 0 
7f00-7f10 r--p 00000000 00:1f 7                          /tmp/box/lib/x.so (deleted)
7f20-7f30 r-xp 00000000 00:00 0                          [vdso]
7f40-7f50 r--p 00000000 00:1f 8                          /tmp/boxes/odd\\012name
ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0  [vsyscall]
`;

test('lines of /proc/PID/maps are read as the program sees the files', () => {
  const mappings = parseMappings(maps, '/tmp/box');
  expect(mappings.map(({ path }) => path)).toEqual([
    '/usr/bin/a b',
    '',
    '/lib/x.so',
    '[vdso]',
    '/tmp/boxes/odd\nname',
    '[vsyscall]',
  ]);
  expect(mappings[0]).toMatchObject({ start: 0x5600, end: 0x5700, fileOffset: 0x1000 });
  expect(mappings[0]).toMatchObject({ executable: true, deviceInode: 'fe:01:42', deleted: false });
  expect(mappings[2]).toMatchObject({ executable: false, deleted: true });
});

test('an address is in a mapping from its start to before its end', () => {
  const modules = new ModuleMap(parseMappings(maps, '/'), () => undefined);
  expect(modules.find(0x55ff)).toBeUndefined();
  expect(modules.find(0x5600)?.path).toBe('/tmp/box/usr/bin/a b');
  expect(modules.find(0x56ff)?.start).toBe(0x5600);
  expect(modules.find(0x5700)?.start).toBe(0x5700);
  expect(modules.find(0x5800)).toBeUndefined();
  expect([0x5650, 0x5750, 0x7f25, 0x1].map((at) => modules.isExecutable(at))).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test('an image is asked for once', () => {
  let asked = 0;
  const modules = new ModuleMap(parseMappings(maps, '/'), () => void (asked += 1));
  expect(modules.place(0x5600)?.toFileAddress).toBe(0);
  modules.place(0x5601);
  modules.place(0x5701);
  expect(asked).toBe(1);
});
