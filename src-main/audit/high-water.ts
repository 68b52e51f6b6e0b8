/** What the keychain knows of the log: how far it was, so that an earlier file is not taken for the present one. */
import { z } from 'zod'
import type { Point } from '../../shared/audit/chain.ts'
import { Hex } from '../../shared/audit/entry.ts'
import type { WitnessBook } from './witness-book.ts'

const Mark = z.strictObject({ n: z.int().min(0), h: Hex })

export const markOf = ({ n, h }: Point): string => JSON.stringify({ n, h })

/** The mark, where the log is behind it or is another one there; null where it goes on from it, or there is none. */
export function compareMark(
  book: Pick<WitnessBook, 'hashAt' | 'base'>,
  last: Point,
  text: string | null,
): Point | null {
  const mark = text === null ? null : read(text)
  // what was let go long ago is not looked at
  if (mark === null || mark.n < book.base().n) return null
  return mark.n > last.n || book.hashAt(mark.n) !== mark.h ? mark : null
}

function read(text: string): Point | null {
  try {
    return Mark.parse(JSON.parse(text))
  } catch {
    return null
  }
}
