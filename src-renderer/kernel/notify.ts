/** A word in the corner that goes by itself, and with it ten seconds to take an act back. */
import { notifications } from '@mantine/notifications'
import { createElement } from 'react'
import { NoticeBody } from './notice-body.tsx'

const readableMs = 6000
const undoMs = 10_000

export function notify(message: string, tone: 'plain' | 'problem' = 'plain'): void {
  notifications.show({
    message,
    color: tone === 'problem' ? 'red' : 'harbor',
    autoClose: tone === 'problem' ? false : readableMs,
    closeButtonProps: { 'aria-label': 'Dismiss' },
  })
}

/** Says what was done and offers to undo it. */
export function notifyUndo(message: string, undo: () => void): void {
  const id = `undo-${message}`
  notifications.show({
    id,
    autoClose: undoMs,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: createElement(NoticeBody, {
      message,
      onUndo: () => {
        notifications.hide(id)
        undo()
      },
    }),
  })
}
