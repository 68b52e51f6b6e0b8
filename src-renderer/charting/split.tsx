import { CloseButton } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'
import classes from './split.module.css'

/** A list with what is opened from it beside it. Escape closes it and gives the focus back to the list. */
export function Split({
  list,
  detail,
  title,
  level = 3,
  onClose,
}: {
  list: ReactNode
  detail: ReactNode | null
  title: string
  /** Of the heading: what stands above it on the screen is one less. */
  level?: 2 | 3
  onClose(): void
}) {
  const panel = useRef<HTMLDivElement>(null)
  const from = useRef<Element | null>(null)
  const opened = detail !== null
  const Heading = `h${level}` as const
  useEffect(() => {
    if (!opened) return undefined
    from.current = document.activeElement
    return () => {
      if (from.current instanceof HTMLElement) from.current.focus()
    }
  }, [opened])
  return (
    <div className={classes['split']} data-open={opened || undefined}>
      <div className={classes['list']}>{list}</div>
      {detail !== null && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes one layer, wherever the focus is in it
        <aside
          ref={panel}
          className={classes['detail']}
          aria-label={title}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose()
          }}
        >
          <div className={classes['head']}>
            <Heading>{title}</Heading>
            <CloseButton aria-label="Close" size="sm" onClick={onClose} />
          </div>
          <div className={classes['body']} tabIndex={0} role="group" aria-label={title}>
            {detail}
          </div>
        </aside>
      )}
    </div>
  )
}
