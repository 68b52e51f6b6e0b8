/** Whose data stands on what is shown, for the record of a print, and what Ctrl+P prints of it. */
import { useEffect, useLayoutEffect, useRef } from 'react'

const whose = new Set<() => readonly string[]>()
const printing: (() => void)[] = []

/** Ids of the patients of a list that is shown: asked when it is printed. */
export function usePatientsOnPaper(ids: () => readonly string[]): void {
  const latest = useRef(ids)
  useLayoutEffect(() => {
    latest.current = ids
  })
  useEffect(() => {
    const ask = () => latest.current()
    whose.add(ask)
    return () => void whose.delete(ask)
  }, [])
}

export const patientsOnPaper = (): readonly string[] => [...new Set([...whose].flatMap((ask) => ask()))]

/** What the key for printing does while this is shown: the same as its button. */
export function usePrintKey(print: () => void): void {
  const latest = useRef(print)
  useLayoutEffect(() => {
    latest.current = print
  })
  useEffect(() => {
    const press = () => latest.current()
    printing.push(press)
    return () => void printing.splice(printing.indexOf(press), 1)
  }, [])
}

/** As the button of what was shown last. False where nothing here is printed. */
export function pressPrint(): boolean {
  const press = printing.at(-1)
  press?.()
  return press !== undefined
}
