import { AppError } from '../../shared/kernel/errors.ts'
import { chartRestrictions } from '../../shared/privacy/chart-restriction.ts'
import { liftRestriction, restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { handle } from '../pipeline/handle.ts'
import { personRow } from '../store/people.sql.ts'
import { restrictionRow } from '../store/restrictions.sql.ts'
import { mayChange } from './restricting.ts'

export const restrictChartHandler = handle(
  restrictChart,
  (tx, { patientId, version, kinds, note, people }, { actor, now }) => {
    if (!patientRow(tx, patientId)) throw new AppError('NotFound', 'patient.not-found')
    if (people.some((userId) => !personRow(tx, userId))) throw new AppError('NotFound', 'person.not-found')
    const row = restrictionRow(tx, patientId)
    const closed = row?.active === true ? row : null
    if (!mayChange(actor, closed)) throw new AppError('Forbidden', 'restriction.not-yours')
    if ((closed?.version ?? null) !== version) throw new AppError('Conflict', 'row.changed')
    const says = {
      kinds: [...new Set(kinds)].sort(),
      note,
      people: [...new Set(people)].sort(),
      active: true,
      by: actor.id,
      at: now,
    }
    if (row) tx.amend(chartRestrictions, patientId, says, row.version)
    else tx.put(chartRestrictions, { id: patientId, ...says })
    return {}
  },
)

export const liftRestrictionHandler = handle(
  liftRestriction,
  (tx, { patientId, version }, { actor, now }) => {
    const row = restrictionRow(tx, patientId)
    if (!row?.active) throw new AppError('NotFound', 'restriction.none')
    if (!mayChange(actor, row)) throw new AppError('Forbidden', 'restriction.not-yours')
    tx.amend(chartRestrictions, patientId, { active: false, by: actor.id, at: now }, version)
    return {}
  },
)
