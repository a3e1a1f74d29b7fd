import ts from 'typescript';
import type { TextFile } from './project.js';

interface FunctionSpan {
  readonly name: string;
  /** First line, from 1, without the docstring. */
  readonly line: number;
  readonly lines: number;
}

/** Every rule looks at every file. */
const parsed = new WeakMap<TextFile, ts.SourceFile>();

export function parse(file: TextFile): ts.SourceFile {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2023, true);
  parsed.set(file, source);
  return source;
}

export function lineOf(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

/**
 * Every node below `root`, in source order. A list: a generator within a generator costs a step for
 * each level of nesting.
 */
export function descendants(root: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(root, visit);
  return found;
}

/** Functions with a body; the callback of `describe` is a list of tests, not a function. */
export function functionSpans(file: TextFile): readonly FunctionSpan[] {
  const spans: FunctionSpan[] = [];
  for (const node of descendants(parse(file))) {
    if (!isFunctionWithBody(node) || isSuiteCallback(node)) continue;
    spans.push({ name: functionName(node), line: lineOf(node), lines: lineCount(node) });
  }
  return spans;
}

function isFunctionWithBody(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

function isSuiteCallback(node: ts.FunctionLikeDeclaration): boolean {
  const parent = node.parent;
  return ts.isCallExpression(parent) && /^describe(Guest)?\b/.test(parent.expression.getText());
}

function functionName(node: ts.FunctionLikeDeclaration): string {
  if (node.name !== undefined) return node.name.getText();
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  const parent = node.parent;
  return ts.isVariableDeclaration(parent) ? parent.name.getText() : 'a callback';
}

function lineCount(node: ts.Node): number {
  const source = node.getSourceFile();
  const last = source.getLineAndCharacterOfPosition(node.getEnd()).line + 1;
  return last - lineOf(node) + 1;
}
