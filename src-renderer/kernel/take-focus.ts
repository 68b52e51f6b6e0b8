/** Where the keys of a screen are: the one part of it that is worked by them, which says so by `data-keys`. */
const partWithKeys = (): HTMLElement | null => document.querySelector('#main [data-keys]')

/**
 * The focus for a screen that is worked by its keys, as somebody comes to it: from nowhere, or from what stands around the screens. Never
 * out of a field of theirs or of what lies over them.
 */
export function takeFocus(element: HTMLElement | null = partWithKeys()): void {
  const present = document.activeElement
  if (present === document.body || present?.id === 'main' || present?.closest('nav, header'))
    element?.focus({ preventScroll: true })
}

/** The same where a screen has been drawn: not from whoever has gone on to a button or a tab of that screen meanwhile. */
export function takeFocusAsDrawn(): void {
  if (!document.activeElement?.closest('#main :is(header, nav)')) takeFocus()
}

/**
 * A field that has the focus as soon as it is there: of what opens over a screen with keys of its own. A trap of the focus gives it a moment
 * later, and what a hurried hand types until then would be keys of the screen below.
 */
export const focusNow = (field: HTMLElement | null): void => field?.focus()

/** The focus back to what had it before something lay over the screen; where that has been drawn anew meanwhile, to the screen's keys. */
export function giveBackFocus(from: Element | null): void {
  if (from instanceof HTMLElement && from !== document.body && from.isConnected)
    from.focus({ preventScroll: true })
  else takeFocus()
}
