import { accountedYears } from '../../shared/disclosures/given.ts'
import { getAccounting, type Accounting } from '../../shared/disclosures/get-accounting.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { yearsBefore } from '../../shared/kernel/time.ts'
import { todayAt } from '../access/administering.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { filedName } from '../patients/patient-line.ts'
import { answer } from '../pipeline/handle.ts'
import { practiceOf } from '../store/people.sql.ts'
import type { Reader } from '../store/reader.ts'
import { accountFor } from './account.ts'

type Asked = Readonly<{ patientId: string; from: string; to: string }>

export const getAccountingHandler = answer(getAccounting, (read, asked, ctx) =>
  accountingOf(read, asked, ctx),
)

/** Throws `patient.not-found`, `disclosure.period`, `disclosure.six-years`. */
export function accountingOf(
  read: Reader,
  { patientId, from, to }: Asked,
  ctx: Pick<Context, 'now'>,
): Accounting {
  const patient = patientRow(read, patientId)
  if (!patient) throw new AppError('NotFound', 'patient.not-found')
  const practice = practiceOf(read)
  must(practice, 'practice.missing')
  const today = todayAt(read, ctx)
  if (from > to) throw new AppError('Invalid', 'disclosure.period')
  if (from < yearsBefore(today, accountedYears)) throw new AppError('Invalid', 'disclosure.six-years')
  const { given, middle, family, suffix, birthDate, mrn } = patient
  return {
    patient: {
      name: [given, middle, family, suffix].filter(Boolean).join(' '),
      filedName: filedName(patient),
      birthDate,
      mrn,
    },
    practiceName: practice.name,
    madeAt: ctx.now,
    ...accountFor(read, patientId, { from, to, today }),
  }
}
