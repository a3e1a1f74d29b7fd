import ts from 'typescript';
import { exportedNames } from '../exported-names.js';
import { importsOf } from '../module-graph.js';
import type { TextFile } from '../project.js';
import { descendants, lineOf, parse } from '../syntax.js';
import type { Violation } from '../violation.js';

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/;

export function defaultExports(file: TextFile): readonly Violation[] {
  if (file.path.endsWith('.config.ts')) return [];
  return exportedNames(file)
    .filter(({ name }) => name === 'default')
    .map(({ line }) => ({ file: file.path, line, message: 'give the default export a name' }));
}

export function barrels(file: TextFile): readonly Violation[] {
  if (file.path === 'src/index.ts') return [];
  return importsOf(file)
    .filter(({ reExport }) => reExport)
    .map(({ line, specifier }) => ({
      file: file.path,
      line,
      message: `re-exports ${specifier}; import it where it is defined`,
    }));
}

export function wrongName({ path }: TextFile): readonly Violation[] {
  const wrong = path.split('/').filter((part) => !kebab.test(part));
  return wrong.map((part) => ({ file: path, message: `rename ${part} to kebab-case` }));
}

export function anyTypes(file: TextFile): readonly Violation[] {
  if (file.path === 'src/kernel/ffi.ts') return [];
  return nodesOf(file, ts.SyntaxKind.AnyKeyword, 'no any; use unknown and narrow it');
}

/** model is plain data: no classes, no throws. */
export function behaviourInModel(file: TextFile): readonly Violation[] {
  return [
    ...nodesOf(file, ts.SyntaxKind.ClassDeclaration, 'model has no classes; use an interface'),
    ...nodesOf(file, ts.SyntaxKind.ClassExpression, 'model has no classes; use an interface'),
    ...nodesOf(file, ts.SyntaxKind.ThrowStatement, 'model does not throw; return a value'),
  ];
}

function nodesOf(file: TextFile, kind: ts.SyntaxKind, message: string): readonly Violation[] {
  const found = [...descendants(parse(file))].filter((node) => node.kind === kind);
  return found.map((node) => ({ file: file.path, line: lineOf(node), message }));
}
