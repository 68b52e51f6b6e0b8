/** Writes disclosures, and refuses what does not say enough. */
import { disclosures, type DisclosureWay, type Given } from '../../shared/disclosures/disclosure.ts'
import { faultOfGiven } from '../../shared/disclosures/given.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { todayAt } from '../access/administering.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import type { Tx } from '../store/tx.ts'

type Said = Readonly<{
  patientId: string
  day: string
  how: DisclosureWay
  given: Given
  correcting?: Readonly<{ corrects: string; mistaken: boolean; why: string }>
}>

/** Its id. Throws `patient.not-found`, `disclosure.day-ahead`, `disclosure.who`, `disclosure.why`, `disclosure.silence`. */
export function keepDisclosure(tx: Tx, ctx: Context, { patientId, day, how, given, correcting }: Said) {
  const fault = faultOfGiven(given)
  if (fault) throw new AppError('Invalid', fault)
  if (day > todayAt(tx, ctx)) throw new AppError('Invalid', 'disclosure.day-ahead')
  if (!patientRow(tx, patientId)) throw new AppError('NotFound', 'patient.not-found')
  const id = ctx.newId()
  tx.put(disclosures, {
    id,
    patientId,
    day,
    how,
    ...given,
    corrects: null,
    mistaken: false,
    why: '',
    ...correcting,
    by: ctx.actor.id,
    at: ctx.now,
  })
  return id
}

/** The same for each of them, once. How many that were; throws as `keepDisclosure`. */
export function keepForEach(
  tx: Tx,
  ctx: Context,
  patientIds: readonly string[],
  said: Omit<Said, 'patientId'>,
) {
  const whose = new Set(patientIds)
  for (const patientId of whose) keepDisclosure(tx, ctx, { ...said, patientId })
  return { recorded: whose.size }
}
