/**
 * The focus for a screen that is worked by its keys, as somebody comes to it: from nowhere, or from what stands around the screens. Never
 * out of a field of theirs or of what lies over them.
 */
export function takeFocus(element: HTMLElement | null): void {
  const present = document.activeElement
  if (present === document.body || present?.closest('nav, header')) element?.focus({ preventScroll: true })
}
