import { Button } from '@mantine/core'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import type { AppError } from '../../shared/kernel/errors.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'

/** A form about one person: what is done, why it was not, and the way back. */
export function ActForm({
  title,
  lead,
  go,
  busy,
  error,
  ready = true,
  level = 3,
  onGo,
  onDone,
  below,
  children,
}: {
  title: string
  lead?: string
  /** On the button. */
  go: string
  busy: boolean
  error: AppError | null
  ready?: boolean
  /** Of the heading: what stands above it on the screen is one less. */
  level?: 2 | 3
  onGo(): void
  onDone(): void
  /** Under the buttons. */
  below?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  const Heading = `h${level}` as const
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus(), [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes one layer, wherever the focus is in it
    <form
      ref={form}
      className={classes['act']}
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && !busy) onGo()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onDone()
      }}
    >
      <div>
        <Heading id={id}>{title}</Heading>
        {lead && <p className={classes['dim']}>{lead}</p>}
      </div>
      {children}
      {error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(error)}
        </p>
      )}
      <div className={classes['buttons']}>
        <Button type="submit" loading={busy} disabled={!ready}>
          {go}
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
      {below}
    </form>
  )
}
