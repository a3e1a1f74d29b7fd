import { describe, expect, it } from 'vitest';
import { projectFiles, sourceFiles, typescriptFiles } from './project.js';
import { deadExports, deadFiles } from './rules/dead-code.js';
import { layerViolations, unknownFolders } from './rules/layers.js';
import { anyTypes, barrels, behaviourInModel, defaultExports, wrongName } from './rules/modules.js';
import { expectNone } from './violation.js';

const files = projectFiles();
const typescript = typescriptFiles(files);
const source = sourceFiles(files);

describe('modules', () => {
  it('import only what the layer table allows', () => {
    expectNone(source.flatMap(layerViolations));
  });

  it('live in folders that the layer table knows', () => {
    expectNone(unknownFolders(source));
  });

  it('are reached from the API, the command line or a worker', () => {
    expectNone(deadFiles(files));
  });

  it('export only what somebody imports', () => {
    expectNone(deadExports(typescript));
  });

  it('have named exports only', () => {
    expectNone(typescript.flatMap(defaultExports));
  });

  it('are no barrels', () => {
    expectNone(typescript.flatMap(barrels));
  });

  it('have kebab-case names', () => {
    expectNone(files.filter(({ path }) => /\.(tsx?|js|c|h|sh|css)$/.test(path)).flatMap(wrongName));
  });

  it('do not use any', () => {
    expectNone(typescript.flatMap(anyTypes));
  });

  it('of model hold data only', () => {
    const model = source.filter(({ path }) => path.startsWith('src/model/'));
    expectNone(model.flatMap(behaviourInModel));
  });
});

describe('the module rules', () => {
  const at = (path: string, text: string) => ({ path, text });

  it('see an import against the layers, of types and dynamic ones too', () => {
    const bad = [
      at('src/model/a.ts', "import { b } from '../support/b.js';"),
      at('src/explore/a.ts', "import type { b } from '../kernel/b.js';"),
      at('src/report/a.ts', "const b = await import('../config/b.js');"),
      at('src/worker/a.ts', "type B = import('../explore/b.js').B;"),
      at('src/campaign.ts', "import { b } from './cli/b.js';"),
      at('src/oracle/a.ts', "import { b } from '../campaign.js';"),
      at('src/model/b.ts', "import { join } from 'node:path';"),
      at('src/world/a.ts', "import koffi from 'koffi';"),
    ];
    for (const file of bad) expect(layerViolations(file), file.text).toHaveLength(1);
    const good = at('src/tracer/a.ts', "import { b } from '../kernel/b.js';\nimport 'node:fs';");
    expect(layerViolations(good)).toEqual([]);
    expect(unknownFolders([at('src/utils/a.ts', '')])).toHaveLength(1);
  });

  it('see a file that nothing leads to', () => {
    const tree = [
      at('bin/chokepoint.js', "import { main } from '../dist/cli/main.js';"),
      at('src/cli/main.ts', "new URL('../worker/main.js', import.meta.url);"),
      at('src/worker/main.ts', ''),
      at('src/index.ts', ''),
      at('src/worker/spare.ts', ''),
    ];
    expect(deadFiles(tree)).toMatchObject([{ file: 'src/worker/spare.ts' }]);
  });

  it('see an export that nobody imports', () => {
    const tree = [
      at('src/a.ts', 'export const used = 1;\nexport interface Spare {}\nexport const [x] = [1];'),
      at('test/a.test.ts', "import { used as mine } from '../src/a.js';"),
    ];
    expect(deadExports(tree)).toMatchObject([{ line: 2 }, { line: 3 }]);
    const all = at('src/b.ts', "import * as a from './a.js';");
    expect(deadExports([...tree, all])).toEqual([]);
  });

  it('see default exports, barrels, names, any, and behaviour in model', () => {
    expect(defaultExports(at('src/a.ts', 'export default 1;'))).toHaveLength(1);
    expect(defaultExports(at('src/a.ts', 'export default function f() {}'))).toHaveLength(1);
    expect(barrels(at('src/a.ts', "export * from './b.js';"))).toHaveLength(1);
    expect(wrongName(at('src/choicePoint.ts', ''))).toHaveLength(1);
    expect(wrongName(at('src/choice-point.test.ts', ''))).toEqual([]);
    expect(anyTypes(at('src/a.ts', 'const many: any[] = [];'))).toHaveLength(1);
    expect(anyTypes(at('src/a.ts', "const any = 'any';"))).toEqual([]);
    expect(behaviourInModel(at('src/model/a.ts', 'class A { f() { throw 1; } }'))).toHaveLength(2);
  });
});
