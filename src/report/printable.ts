/**
 * Text of the explored programs, made harmless for terminals and logs: what a program prints can
 * move the cursor, retitle the window or forge our own lines, and need not be text at all.
 *
 * Colour and cursor sequences (ECMA-48 CSI) are dropped, so that coloured output stays readable.
 * What is left of control characters, direction overrides and broken UTF-16 is written as an
 * escape: dropping them after the sequences means that no new sequence can arise. So is what the
 * servers that run builds would obey wherever it stands in a line of their logs.
 */
export function printable(text: string): string {
  return text
    .replace(controlSequence, '')
    .replace(/\r\n/g, '\n')
    .replace(loneSurrogate, '\uFFFD')
    .replace(unsafe, escapeCharacter)
    .replace(logCommand, '#\\x23');
}

/** The same on one line and of bounded length, for names and messages. */
export function printableLine(text: string, charactersMax = 200): string {
  const head = text.length > charactersMax ? `${text.slice(0, charactersMax)}…` : text;
  return printable(head).replace(/\n/g, '\\n').replace(/\t/g, ' ');
}

// eslint-disable-next-line no-control-regex -- control characters are what this is about
const controlSequence = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]/g;

/** C0 but tab and newline, DEL, C1, line separators, direction marks, and zero-width characters. */
const unsafe =
  // eslint-disable-next-line no-control-regex -- see above
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** `##[add-mask]` for GitHub, `##vso[` for Azure, `##teamcity[`. */
export const logCommand = /##(?=\w*\[)/g;

export const loneSurrogate =
  /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function escapeCharacter(char: string): string {
  const code = char.charCodeAt(0);
  const digits = code.toString(16).padStart(code < 256 ? 2 : 4, '0');
  return code < 256 ? `\\x${digits}` : `\\u${digits}`;
}
