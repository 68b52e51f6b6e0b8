/**
 * Who turns the day waits for the columns in sight. Those out of sight are in the page with them, and are laid out and painted once the frame
 * that shows these is over: a frame later they are read out, found and focused as the others are.
 */
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { afterFrame } from '../kernel/after-frame.ts'
import type { Column } from './grid-columns.ts'

/** `width`: of a column; `seen`: of what is in sight of all of them. Pixels. */
export function useLaterColumns(
  scroller: RefObject<HTMLElement | null>,
  body: RefObject<HTMLElement | null>,
  columns: readonly Column[],
  { width, seen }: Readonly<{ width: number; seen: number }>,
): void {
  const left = useRef(0)
  useEffect(() => {
    const root = scroller.current
    const onScroll = () => {
      left.current = root?.scrollLeft ?? 0
    }
    root?.addEventListener('scroll', onScroll, { passive: true })
    return () => root?.removeEventListener('scroll', onScroll)
  }, [scroller])
  const drawn = useRef<ReadonlySet<string>>(new Set())
  useLayoutEffect(() => {
    const before = drawn.current
    drawn.current = new Set(columns.map(({ key }) => key))
    // the first time it is not known yet how much there is in sight
    if (seen <= 0) return
    const later: HTMLElement[] = []
    for (const [at, { key }] of columns.entries()) {
      // and one more, which may be half in sight
      const isInSight = (at + 2) * width > left.current && (at - 1) * width < left.current + seen
      const element = body.current?.children[at]?.lastElementChild
      if (isInSight || before.has(key) || !(element instanceof HTMLElement)) continue
      // what has the focus keeps it
      if (element.contains(document.activeElement)) continue
      drawLater(element)
      later.push(element)
    }
    if (later.length === 0) return
    void afterFrame().then(() => later.forEach(drawNow))
  }, [body, columns, width, seen])
}

const drawLater = (element: HTMLElement): void => element.setAttribute('data-later', '')
const drawNow = (element: HTMLElement): void => element.removeAttribute('data-later')

/** Before the focus goes to what is in a column: of one that is not laid out it would not take it. */
export function drawColumnOf(element: Element): void {
  const column = element.closest<HTMLElement>('[data-later]')
  if (column) drawNow(column)
}
