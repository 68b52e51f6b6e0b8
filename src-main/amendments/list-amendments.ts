import { listAmendments } from '../../shared/amendments/list-amendments.ts'
import { todayAt } from '../access/administering.ts'
import { filedName } from '../patients/patient-line.ts'
import { answer } from '../pipeline/handle.ts'
import { endedLines, openLines, type LineRow } from './amendments.sql.ts'
import { stateAfter } from './view.ts'

/** More are not shown at once; those due first are. */
const most = 1000

export const listAmendmentsHandler = answer(listAmendments, (read, { show }, ctx) => {
  // some a year in a practice: whoever asks for those that are over is told how many wait as well
  const open = openLines(read, most).map(lineOf)
  const today = todayAt(read, ctx)
  return {
    lines:
      show === 'open'
        ? open.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
        : endedLines(read, most).map(lineOf),
    open: open.length,
    overdue: open.filter(({ dueOn }) => dueOn < today).length,
  }
})

const lineOf = ({ family, given, middle, suffix, ...row }: LineRow) => ({
  amendmentId: row.id,
  patientId: row.patientId,
  patientName: filedName({
    family: family ?? '',
    given: given ?? '',
    middle: middle ?? '',
    suffix: suffix ?? '',
  }),
  about: row.entryType ?? '',
  askedOn: row.askedOn,
  dueOn: row.laterDay ?? row.dueOn,
  putOff: row.laterDay !== null,
  state: stateAfter(row.state),
  endedAt: row.endedAt,
})
