/** What takes an act back: the last by Ctrl+Z, any by the offer in the corner. */
import { hideUndo, notify, notifyUndo } from '../kernel/notify.ts'
import { dropUndo, keepUndo, lastUndo, type Undo } from './undos.ts'

/** Says what was done, and offers to take it back. */
export const offerUndo = (undo: Undo): void =>
  notifyUndo(undo.words, () => {
    if (dropUndo(undo)) undo.takeBack()
    else notify('That is taken back already.')
  })

/** What is done already: kept and offered. */
export function doneWithUndo(words: string, takeBack: () => void): void {
  const undo = { words, takeBack }
  keepUndo(undo)
  offerUndo(undo)
}

/** Takes back what was done last. False where nothing was. */
export function undoLast(): boolean {
  const undo = lastUndo()
  if (!undo) return false
  dropUndo(undo)
  hideUndo(undo.words)
  undo.takeBack()
  return true
}
