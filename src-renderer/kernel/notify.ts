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
export const notifyUndo = (message: string, undo: () => void): void => notifyOffer(message, 'Undo', undo)

/** It was taken back otherwise: the offer goes. */
export const hideUndo = (message: string): void => void notifications.hide(idOf('Undo', message))

const idOf = (label: string, message: string): string => `${label.toLowerCase()}-${message}`

/** A word with one thing to do about it. */
export function notifyOffer(message: string, label: string, act: () => void): void {
  const id = idOf(label, message)
  notifications.show({
    id,
    autoClose: undoMs,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: createElement(NoticeBody, {
      message,
      label,
      onAct: () => {
        notifications.hide(id)
        act()
      },
    }),
  })
}
