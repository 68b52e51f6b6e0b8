import type { Context } from '../../shared/kernel/context.ts'
import type { PatientCard } from '../../shared/schedule/get-appointment.ts'
import { todayAt } from '../access/administering.ts'
import { coveragesOf, patientRow } from '../patients/get-patient.sql.ts'
import type { Reader } from '../store/reader.ts'
import { balanceOf, deskCheckRow, lastVisitOf } from './patient-card.sql.ts'

/** What somebody at the desk looks for beside the time. */
export function cardOf(read: Reader, patientId: string, ctx: Pick<Context, 'now'>): PatientCard {
  return {
    phone: patientRow(read, patientId)?.phones[0]?.number ?? '',
    balanceCents: balanceOf(read, patientId),
    insurance: insuranceOf(read, patientId, todayAt(read, ctx)),
    lastVisit: lastVisitOf(read, patientId, ctx.now),
  }
}

/** Of what is billed first. A date may be a year only: it is over when the year is. */
function insuranceOf(read: Reader, patientId: string, today: string): PatientCard['insurance'] {
  const [first] = coveragesOf(read, patientId).filter(({ status }) => status === 'active')
  const checkedOn = deskCheckRow(read, patientId)?.eligibility?.on ?? null
  if (!first) return { state: 'none', payer: '', checkedOn }
  const { payerName, startsOn, endsOn } = first
  const isPast = (day: string | null) => day !== null && day < today.slice(0, day.length)
  const isAhead = (day: string | null) => day !== null && day > today.slice(0, day.length)
  const state = isPast(endsOn) ? 'ended' : isAhead(startsOn) ? 'not-begun' : 'active'
  return { state, payer: payerName, checkedOn }
}
