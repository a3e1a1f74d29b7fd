import type { ComponentChildren, RefObject, VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { RunNode, RunTree } from '../model/run-tree.js';
import type { Tally } from '../model/tally.js';
import { rowHeight } from './camera.js';
import { keyAction } from './keys.js';
import type { Lens } from './lens.js';
import { Outline } from './outline.js';
import type { Row } from './rows.js';
import { useLens } from './use-lens.js';
import { usePointer } from './use-pointer.js';

export interface TreeCanvasProps {
  readonly rows: readonly Row[];
  readonly tree: RunTree;
  readonly below: ReadonlyMap<RunNode, Tally>;
  readonly active: number;
  /** What the address names; seen at first. */
  readonly wanted: string | undefined;
  readonly onActive: (row: Row) => void;
  readonly onToggle: (row: Row) => void;
  readonly children: ComponentChildren;
}

const zoomStep = 1.3;

/** The drawing with its hands: wheel, fingers, buttons, and the keys of a tree. */
export function TreeCanvas(props: TreeCanvasProps): VNode {
  const { rows, tree, below, active, onActive, onToggle } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const map = useRef<HTMLCanvasElement>(null);
  const [hasFocus, setFocus] = useState(false);
  const lens = useLens(canvas, map, { rows, tree, below, active, hasFocus }, props.wanted);
  usePointer(canvas, map, lens, props);
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || lens.current === null) return;
    const action = keyAction(event.key, rows, active, pageOf(lens.current));
    if (action === undefined) return;
    event.preventDefault();
    if (action.kind === 'zoom') lens.current.zoom(action.factor);
    else if (action.kind === 'fit') lens.current.fit();
    else if (action.kind === 'toggle') onToggle(action.row);
    else {
      onActive(action.row);
      lens.current.reveal(action.row.index);
    }
  };
  return (
    <div class="tree-box">
      <div
        class="tree"
        role="tree"
        aria-label="State space: runs, and the call sites at which others left them"
        tabIndex={0}
        aria-activedescendant={`row-${String(active)}`}
        onKeyDown={press}
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
      >
        <canvas ref={canvas} class="drawing" aria-hidden="true" />
        <canvas ref={map} class="map" aria-hidden="true" />
        <Outline rows={rows} tree={tree} active={active} />
      </div>
      <div class="tree-foot">
        {props.children}
        <ZoomButtons lens={lens} />
      </div>
    </div>
  );
}

function ZoomButtons({ lens }: { lens: RefObject<Lens | null> }): VNode {
  return (
    <div class="zoom" role="group" aria-label="Zoom">
      <button type="button" aria-label="Larger" onClick={() => lens.current?.zoom(zoomStep)}>
        +
      </button>
      <button type="button" aria-label="Smaller" onClick={() => lens.current?.zoom(1 / zoomStep)}>
        −
      </button>
      <button type="button" aria-label="Show all" onClick={() => lens.current?.fit()}>
        ⤢
      </button>
      <button
        type="button"
        aria-label="1:1, actual size"
        onClick={() => lens.current?.actualSize()}
      >
        1:1
      </button>
    </div>
  );
}

/** How many rows are seen, but for a few that stay to find one's way. */
function pageOf(lens: Lens): number {
  return Math.max(1, Math.floor(lens.size().height / (rowHeight * lens.camera().scale)) - 2);
}
