import { useEffect, useRef, type ReactNode } from 'react'
import classes from './lists.module.css'

/** What is opened under a line, all of it in sight, with the focus in it. */
export function Under({ onEscape, children }: { onEscape?: () => void; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // newer Chromiums answer with a promise, which React would take for what undoes the effect
    box.current?.scrollIntoView({ block: 'nearest' })
    // a form has taken the focus already
    if (!box.current?.contains(document.activeElement)) box.current?.querySelector('input')?.focus()
  }, [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape closes one layer, wherever the focus is in it
    <div
      ref={box}
      className={classes['under']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !onEscape) return
        event.preventDefault()
        event.stopPropagation()
        onEscape()
      }}
    >
      {children}
    </div>
  )
}
