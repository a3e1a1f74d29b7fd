const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i;
const longest = 253;

/** Why a text is no name to be looked up; `*` is every name, `*.example` every name below. */
export function hostNameProblem(text: string): string | undefined {
  const labels = text.replace(/\.$/, '').split('.');
  const rest = labels[0] === '*' ? labels.slice(1) : labels;
  const isName = rest.every((part) => label.test(part)) && text.length <= longest;
  return isName ? undefined : 'expected a name such as "db.example", "*.example" or "*"';
}

/** The same name always the same: capital letters and a dot at the end mean nothing. */
export function canonicalHostName(text: string): string {
  return text.toLowerCase().replace(/\.$/, '');
}
