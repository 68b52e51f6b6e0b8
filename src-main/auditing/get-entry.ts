import { getEntry } from '../../shared/auditing/get-entry.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { namedLines } from './named-lines.ts'

export const getEntryHandler = act(getEntry, ({ gatekeeper, session }, { n, scope }) => {
  must(session, 'auditing.session')
  const found = gatekeeper.auditDesk.log(scope).entry(n)
  const [line] = found ? namedLines(session.store.read, [found.row]) : []
  if (!found || !line) throw new AppError('NotFound', 'audit.no-entry')
  const { row, holds, witnessedAt, clock, tree } = found
  const { said, measured, corrected } = clock
  return {
    ...line,
    hash: row.h.toString('hex'),
    nonce: row.nonce,
    holds,
    witnessedAt,
    tree,
    clock: {
      said: said && { n: said.n, state: said.state, source: said.source, utcOffset: said.utcOffset },
      measured: measured?.measured ? { n: measured.n, ...measured.measured } : null,
      corrected,
    },
  }
})
