import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ShownDefect } from '../../data/shown-report.js';
import { line, outputEnd } from '../../model/text.js';

const few = { lines: 40, characters: 8_000 };
const many = { lines: 2_000, characters: 200_000 };

export function Output({ output }: Pick<ShownDefect, 'output'>): VNode {
  if (output.length === 0) return <p>The programs wrote nothing.</p>;
  return (
    <div class="outputs">
      {output.map((one, index) => (
        <Stream key={index} {...one} />
      ))}
    </div>
  );
}

function Stream({ program, stream, tail }: ShownDefect['output'][number]): VNode {
  const [limit, setLimit] = useState(few);
  const { text, isCut } = outputEnd(tail, limit.lines, limit.characters);
  const name = `${stream} of ${line(program, 80)}`;
  return (
    <figure class="output">
      <figcaption>{name}</figcaption>
      {isCut && limit === few && (
        <button type="button" class="quiet" onClick={() => setLimit(many)}>
          Show more of it
        </button>
      )}
      <pre tabIndex={0} role="group" aria-label={name}>
        {text}
      </pre>
    </figure>
  );
}
