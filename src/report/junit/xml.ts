import { loneSurrogate } from '../printable.js';

/** What XML 1.0 has no way to write, not even as a reference (its production `Char`). */
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const noXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** An element; `content` is XML already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content = '',
): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${quoted(value)}"`);
  const head = `<${name}${pairs.join('')}`;
  return content === '' ? `${head}/>` : `${head}>${content}</${name}>`;
}

/** Text between tags. A parser makes one newline of CR LF, so CR stands as a reference. */
export function xmlText(text: string): string {
  const whole = text.replace(loneSurrogate, '\uFFFD').replace(noXml, '\uFFFD');
  const known = whole.replace(/[&<>"]/g, (char) => references[char] ?? '');
  return known.replace(/\r/g, '&#13;');
}

/** In an attribute a parser makes spaces of tabs and newlines. */
function quoted(value: string | number): string {
  return xmlText(String(value)).replace(/\t/g, '&#9;').replace(/\n/g, '&#10;');
}
