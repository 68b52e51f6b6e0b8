/** Walking a list of which only the rows in sight are drawn: arrows, pages, Home and End, and the focus that stays in it. */
import type { Virtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { flushSync } from 'react-dom'

export const rowHeight = 28

let lastHeight: number | null = null
/** As high as the list before: a new one is drawn with its rows at once, not empty first and again when it was measured. */
export const firstRect = () => ({ width: 0, height: lastHeight ?? Math.round(innerHeight * 0.8) })

type List = Readonly<{
  scroller: RefObject<HTMLDivElement | null>
  count: number
  virtual: Virtualizer<HTMLDivElement, Element>
  /** Any other key, on the row that has the focus. True where it was dealt with; `next` where the focus is then to go on. */
  onKey(event: KeyboardEvent, focused: number): boolean | 'next'
}>

/** Rows carry `data-row`, their index; `body` goes to the `tbody` around them. */
export function useRowKeys({ scroller, count, virtual, onKey }: List) {
  const [chosen, setFocused] = useState(0)
  const focused = Math.max(0, Math.min(count - 1, chosen))
  const body = useRef<HTMLTableSectionElement>(null)
  const inside = useRef(false)
  const wanted = useRef(false)
  const rowAt = (index: number) => body.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)

  // after every drawing: a row far away is drawn a moment after it was scrolled to, and one scrolled out of sight goes
  // with the focus it had. Meanwhile the list itself holds the focus, so that no key is lost.
  useLayoutEffect(() => {
    lastHeight = virtual.scrollRect?.height || lastHeight
    const at = document.activeElement
    const within = body.current?.contains(at) ?? false
    if (within || at !== document.body) inside.current = within
    if (!inside.current) return
    const row = rowAt(focused)
    if (wanted.current && row) {
      wanted.current = false
      row.focus({ preventScroll: true })
    } else if (!within) body.current?.focus({ preventScroll: true })
  })

  const focusRow = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index))
    wanted.current = true
    inside.current = true
    flushSync(() => {
      setFocused(next)
      virtual.scrollToIndex(next)
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const moves: Record<string, number> = {
      ArrowDown: focused + 1,
      ArrowUp: focused - 1,
      PageDown: focused + page,
      PageUp: focused - page,
      Home: 0,
      End: count - 1,
    }
    const move = moves[event.key]
    if (move !== undefined) focusRow(move)
    else {
      const done = onKey(event, focused)
      if (done === false) return
      if (done === 'next') focusRow(focused + 1)
    }
    event.preventDefault()
  }
  const drawn = virtual.getVirtualItems().some(({ index }) => index === focused)
  return {
    focused,
    setFocused,
    // where the row that takes the focus is out of sight, Tab still finds the list
    body: { ref: body, tabIndex: drawn ? -1 : 0, onKeyDown },
  }
}
