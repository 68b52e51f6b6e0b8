/** What was done to the schedule at this page, and what takes it back: each act once. */
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

/** It came to nothing, or is taken back now. False where it was before. */
export function dropUndo(undo: Undo): boolean {
  const isKept = undos.includes(undo)
  undos = undos.filter((each) => each !== undo)
  return isKept
}

export const lastUndo = (): Undo | undefined => undos.at(-1)

/** Whoever comes in next takes back nothing of whoever was in before. */
export const forgetUndos = (): void => {
  undos = []
}
