const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i;
const longest = 253;

export const hostNameError = 'expected a name such as "db.example", "*.example" or "*"';

/** Whether a text can be looked up; `*` is every name, `*.example` every name below. */
export function isHostName(text: string): boolean {
  const labels = text.replace(/\.$/, '').split('.');
  const rest = labels[0] === '*' ? labels.slice(1) : labels;
  return rest.every((part) => label.test(part)) && text.length <= longest;
}

/** The same name always the same: capital letters and a dot at the end mean nothing. */
export function canonicalHostName(text: string): string {
  return text.toLowerCase().replace(/\.$/, '');
}
