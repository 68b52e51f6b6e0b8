/**
 * The focus for a screen that is worked by its keys, as somebody comes to it: from nowhere, or from what has led there. Never out of a field
 * or of what lies over the screen.
 */
export function takeFocus(element: HTMLElement | null): void {
  const present = document.activeElement
  if (present === document.body || present?.closest('nav')) element?.focus({ preventScroll: true })
}
