import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { projectRoot, type TextFile } from './project.js';
import { descendants, lineOf, parse } from './syntax.js';

/** One import, re-export or dynamic import. */
export interface Import {
  readonly from: string;
  readonly line: number;
  readonly specifier: string;
  /** Path inside the checkout; absent for packages. */
  readonly target?: string;
  /** Names taken; `*` stands for all of them. */
  readonly names: readonly string[];
  readonly reExport: boolean;
}

/** Several rules look at the imports of every file. */
const known = new WeakMap<TextFile, readonly Import[]>();

/** Imports of a file, in source order. */
export function importsOf(file: TextFile): readonly Import[] {
  const imports = known.get(file) ?? findImports(file);
  known.set(file, imports);
  return imports;
}

function findImports(file: TextFile): readonly Import[] {
  const found: Import[] = [];
  for (const node of descendants(parse(file))) {
    const specifier = specifierOf(node);
    if (specifier === undefined) continue;
    const target = resolveSpecifier(file.path, specifier);
    found.push({
      from: file.path,
      line: lineOf(node),
      specifier,
      ...(target === undefined ? {} : { target }),
      names: namesOf(node),
      reExport: ts.isExportDeclaration(node),
    });
  }
  return found;
}

/**
 * Files that a string names relative to this file, such as `new URL('./main.js', …)` for a
 * process that is started and not imported.
 */
export function mentionedFiles(file: TextFile): readonly string[] {
  const mentioned: string[] = [];
  for (const node of descendants(parse(file))) {
    if (!ts.isStringLiteralLike(node) || !/\.(js|json|c)$/.test(node.text)) continue;
    mentioned.push(toSource(posix.join(posix.dirname(file.path), node.text)));
  }
  return mentioned;
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return textOf(node.moduleSpecifier);
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return textOf(node.argument.literal);
  }
  const dynamic = ts.isCallExpression(node) && node.expression.kind === importKeyword;
  return dynamic ? textOf(node.arguments[0]) : undefined;
}

const importKeyword = ts.SyntaxKind.ImportKeyword;

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function namesOf(node: ts.Node): readonly string[] {
  if (ts.isImportTypeNode(node)) return [node.qualifier?.getText() ?? '*'];
  if (ts.isImportDeclaration(node)) return importedNames(node.importClause);
  if (!ts.isExportDeclaration(node) || node.exportClause === undefined) return ['*'];
  return ts.isNamedExports(node.exportClause) ? elementNames(node.exportClause) : ['*'];
}

function importedNames(clause: ts.ImportClause | undefined): readonly string[] {
  if (clause === undefined) return [];
  const names = clause.name === undefined ? [] : ['default'];
  if (clause.namedBindings === undefined) return names;
  if (ts.isNamespaceImport(clause.namedBindings)) return ['*'];
  return [...names, ...elementNames(clause.namedBindings)];
}

function elementNames(list: ts.NamedImports | ts.NamedExports): readonly string[] {
  return list.elements.map((element) => (element.propertyName ?? element.name).text);
}

function resolveSpecifier(from: string, specifier: string): string | undefined {
  if (specifier === 'chokepoint') return 'src/index.ts';
  if (!specifier.startsWith('.')) return undefined;
  return toSource(posix.join(posix.dirname(from), specifier));
}

/** What is imported as built or by its emitted name is the TypeScript file behind it. */
function toSource(path: string): string {
  const inSource = path.replace(/^dist\//, 'src/');
  if (!/^(src|test|bench|page)\//.test(inSource)) return inSource;
  const withMarkup = inSource.replace(/\.js$/, '.tsx');
  return existsSync(join(projectRoot, withMarkup)) ? withMarkup : inSource.replace(/\.js$/, '.ts');
}
