import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';

/** A command to be pasted into a shell, with a button; it is selected where nothing may be copied. */
export function Command({ text, name }: { text: string; name: string }): VNode {
  const code = useRef<HTMLElement>(null);
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    const isCopied = await copied(text, code.current);
    setSaid(isCopied ? 'Copied' : 'Selected: press Ctrl+C');
    setTimeout(() => setSaid(''), 2500);
  };
  return (
    <div class="command">
      <code ref={code} tabIndex={0} role="group" aria-label={name}>
        {text}
      </code>
      <button type="button" class="button" onClick={() => void copy()}>
        {said === 'Copied' ? 'Copied' : 'Copy'}
      </button>
      <span class="said" role="status">
        {said === 'Copied' ? <span class="unseen">Copied</span> : said}
      </span>
    </div>
  );
}

/** Pages from files are no secure context everywhere: then the old command, then the selection. */
async function copied(text: string, element: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (element !== null) getSelection()?.selectAllChildren(element);
    try {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- what files are left with
      return document.execCommand('copy');
    } catch {
      return false;
    }
  }
}
