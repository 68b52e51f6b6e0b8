import { takeRevocations } from '../../shared/access/take-revocations.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { run } from '../kernel/holdfast.ts'
import { wordsFor } from '../kernel/words.ts'

export type Said = Readonly<{ text: string; isProblem: boolean }>

/** Takes a list of revocations out of a file, and says what came of it; null where no file was chosen. */
export async function takeList(): Promise<Said | null> {
  try {
    const { taken } = await run(takeRevocations, {})
    return taken && { text: takenText(taken), isProblem: false }
  } catch (error) {
    return error instanceof AppError ? { text: wordsFor(error), isProblem: true } : null
  }
}

type Taken = NonNullable<OutputOf<typeof takeRevocations>['taken']>

function takenText({ number, here, isNew }: Taken): string {
  if (!isNew) return `List ${number} was here already. Nothing has changed.`
  if (here === 0) return `List ${number} was taken. It names nobody who could come in at this computer.`
  return here === 1
    ? `List ${number} was taken. One person cannot come in at this computer any more.`
    : `List ${number} was taken. ${here} people cannot come in at this computer any more.`
}
