/** Whether something waits for the cloud, as audit.db has it for whoever cannot open the record. Where it is not known, something does. */
import type { Db } from '../store/cipher.ts'

export function noteUnsent({ db }: { db: Db }, waiting: boolean): void {
  db.prepare('UPDATE unsent SET waiting = ?').run(waiting ? 1 : 0)
}

export const isUnsent = ({ db }: { db: Db }): boolean =>
  db.prepare<[], number>('SELECT waiting FROM unsent').pluck().get() !== 0
