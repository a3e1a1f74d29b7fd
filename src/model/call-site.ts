import type { ChoicePoint } from './choice-point.js';

/**
 * Where a program calls: `recv client:5000 @main>ask`, the name of a choice point without its
 * count. What is met there again, in a loop say, is the same call site.
 */
export function callSite({ name }: Pick<ChoicePoint, 'name'>): string {
  return name.replace(/ #\d+$/, '');
}
