/**
 * Where each entry of the history was scrolled to. The browser's own memory comes too early: the
 * view that it belongs to is not drawn yet.
 */
export function rememberScroll(): () => void {
  history.scrollRestoration = 'manual';
  const note = (): void => history.replaceState({ y: scrollY }, '');
  addEventListener('scrollend', note);
  return () => removeEventListener('scrollend', note);
}

/** 0 for an entry that is new. */
export function rememberedScroll(): number {
  const { y } = Object(history.state) as { readonly y?: unknown };
  return typeof y === 'number' ? y : 0;
}
