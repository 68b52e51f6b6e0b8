/**
 * Walks through a list of lines by arrow keys; a letter on a line presses the button of it that has that key (`data-key`). Where a line goes
 * with what was done, the focus goes to the one that took its place.
 */
import { useEffect, useRef, type FocusEvent, type KeyboardEvent } from 'react'

const linesIn = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(count - 1, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_at, count) => count - 1,
}

export function useLineKeys() {
  const list = useRef<HTMLDivElement>(null)
  const at = useRef(0)
  const isHere = useRef(false)
  // whoever opens a list goes through it
  const begun = useRef(false)
  useEffect(() => {
    const lines = linesIn(list.current)
    const lost = isHere.current && document.activeElement === document.body
    const opened = !begun.current && lines.length > 0 && !list.current?.contains(document.activeElement)
    if (lines.length > 0) begun.current = true
    if (lost || opened) lines[Math.min(at.current, lines.length - 1)]?.focus()
  })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { target, key } = event
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return
    const line = target.closest<HTMLElement>('[data-line]')
    // a field and a form keep their keys
    const inner = target.closest('form, section, input, textarea, select')
    if (!line || (inner !== null && line.contains(inner))) return
    const lines = linesIn(list.current)
    const step = steps[key]
    if (step) lines[step(lines.indexOf(line), lines.length)]?.focus()
    else if (target !== line || key.length > 1) return
    else {
      const button = line.querySelector<HTMLElement>(`[data-key="${CSS.escape(key.toLowerCase())}"]`)
      if (!button) return
      button.click()
    }
    event.preventDefault()
    event.stopPropagation()
  }
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    isHere.current = true
    const line = target.closest<HTMLElement>('[data-line]')
    if (line) at.current = Math.max(0, linesIn(list.current).indexOf(line))
  }
  const onBlur = ({ relatedTarget, currentTarget }: FocusEvent<HTMLElement>) => {
    if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) isHere.current = false
  }
  return { ref: list, onKeyDown, onFocus, onBlur }
}
