import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { counted } from '../../../src/report/quantities.js';
import type { ShownFrame } from '../data/shown-report.js';
import { isOwn } from '../model/own-frames.js';
import { fileAndLine, line } from '../model/text.js';

/** Frames of the program itself, with those of the libraries around them folded away. */
export function Stack({ frames }: { frames: readonly ShownFrame[] }): VNode {
  const [isFull, setFull] = useState(false);
  const own = frames.filter(isOwn);
  const folded = own.length === 0 ? [] : frames.filter((frame) => !isOwn(frame));
  const shown = isFull || folded.length === 0 ? frames : own;
  const first = shown.find((frame) => frame.code !== undefined);
  return (
    <div class="stack">
      <ol>
        {shown.map((frame, index) => (
          <Frame
            key={`${String(index)} ${String(isFull)}`}
            frame={frame}
            isLibrary={!isOwn(frame)}
            isFirst={frame === first}
          />
        ))}
      </ol>
      {folded.length > 0 && (
        <button type="button" class="quiet" aria-expanded={isFull} onClick={() => setFull(!isFull)}>
          {isFull ? 'Hide library frames' : `Show ${counted(folded.length, 'library frame')}`}
        </button>
      )}
    </div>
  );
}

function Frame({ frame, isLibrary, isFirst }: FrameProps): VNode {
  const { source, code } = frame;
  return (
    <li class={isLibrary ? 'library' : ''}>
      {code === undefined ? (
        <FrameName frame={frame} />
      ) : (
        <details open={isFirst}>
          <summary>
            <FrameName frame={frame} />
          </summary>
          <Code code={code} at={lineNumber(source)} />
        </details>
      )}
    </li>
  );
}

interface FrameProps {
  readonly frame: ShownFrame;
  readonly isLibrary: boolean;
  /** The innermost one shows its lines; those of the others are a click away. */
  readonly isFirst: boolean;
}

function FrameName({ frame }: { frame: ShownFrame }): VNode {
  const { source } = frame;
  return (
    <span class="frame">
      <code class="function">{line(frame.function ?? '?', 160)}</code>{' '}
      <code class="place" title={line(source ?? '')}>
        {placeText(frame)}
      </code>
      {frame.inlined === true && <span class="tag">inlined</span>}
    </span>
  );
}

/** `server.c:155`, else where it is in its module. */
export function placeText({ source, module, address }: ShownFrame): string {
  return source === undefined ? `${line(module, 80)}+${line(address, 20)}` : fileAndLine(source);
}

function Code({
  code,
  at,
}: {
  code: NonNullable<ShownFrame['code']>;
  at: number | undefined;
}): VNode {
  return (
    <pre class="source" tabIndex={0} role="group" aria-label="Source lines">
      {code.lines.map((text, index) => {
        const number = code.first + index;
        return (
          <div key={number} class={number === at ? 'here' : ''}>
            <span class="number">{number}</span>
            <span class="marker">{number === at ? '▸' : ' '}</span>
            {line(text, 200).replaceAll('\\n', '')}
            {'\n'}
          </div>
        );
      })}
    </pre>
  );
}

function lineNumber(source: string | undefined): number | undefined {
  const digits = /:(\d+)$/.exec(source ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
