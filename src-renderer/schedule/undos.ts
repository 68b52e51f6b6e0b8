/** What was done to the schedule at this page, and what takes it back: each act once, the last by Ctrl+Z, any by the offer in the corner. */
import { hideUndo, notify, notifyUndo } from '../kernel/notify.ts'

export type Undo = Readonly<{
  /** What was done. */
  words: string
  takeBack(): void
}>

const most = 20
let undos: readonly Undo[] = []

/** It can be taken back from now on. */
export const keepUndo = (undo: Undo): void => {
  undos = [...undos, undo].slice(-most)
}
/** It came to nothing. */
export const dropUndo = (undo: Undo): void => {
  undos = undos.filter((each) => each !== undo)
}

/** Says what was done, and offers to take it back. */
export function offerUndo(undo: Undo): void {
  notifyUndo(undo.words, () => {
    if (!undos.includes(undo)) {
      notify('That is taken back already.')
      return
    }
    dropUndo(undo)
    undo.takeBack()
  })
}

/** What is done already: kept and offered. */
export function doneWithUndo(words: string, takeBack: () => void): void {
  const undo = { words, takeBack }
  keepUndo(undo)
  offerUndo(undo)
}

/** Whoever comes in next takes back nothing of whoever was in before. */
export const forgetUndos = (): void => {
  undos = []
}

/** Takes back what was done last. False where nothing was. */
export function undoLast(): boolean {
  const undo = undos.at(-1)
  if (!undo) return false
  dropUndo(undo)
  hideUndo(undo.words)
  undo.takeBack()
  return true
}
