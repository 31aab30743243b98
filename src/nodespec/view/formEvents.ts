import { pathText } from '../domain';
import type { Path } from '../domain';

/**
 * Whether the keys mean undo or redo of the document. The script editor has its own undo, and so has an input whose text is no part of
 * the document yet.
 */
export function undoOf(event: KeyboardEvent): 'undo' | 'redo' | null {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y') || isDraft(event.target)) {
    return null;
  }
  return key === 'y' || event.shiftKey ? 'redo' : 'undo';
}

function isDraft(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target.closest('.cm-editor')) {
    return target instanceof Element;
  }
  const input = target instanceof HTMLTextAreaElement || target.matches('.jp-VcpSpec-chipInput') ? target : null;
  return (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) && input.value !== '';
}

/** Place in the document of the field that the event comes from; null when it comes from none. */
export function pathAt(target: EventTarget | null): Path | null {
  const text = target instanceof Element ? target.closest('[data-vcp-path]')?.getAttribute('data-vcp-path') : null;
  return text ? text.split('.') : null;
}

/** Place in the document of the field that the focus goes away from; null while it stays in the field or was in none. */
export function leftAt({ target, relatedTarget }: FocusEvent): Path | null {
  const path = pathAt(target);
  const next = pathAt(relatedTarget);
  return path !== null && next !== null && pathText(path) === pathText(next) ? null : path;
}
