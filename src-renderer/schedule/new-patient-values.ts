/** Who a visit is for, while it is being booked. */
import type { InputOf } from '../../shared/kernel/contract.ts'
import { readTypedDate } from '../../shared/kernel/typed-date.ts'
import { phoneNumber } from '../../shared/patients/demographics.ts'
import type { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { isDate } from '../kernel/dates.ts'

/** As much as makes sure that it is the one. */
export type Known = Readonly<{ patientId: string; name: string; birthDate: string | null; mrn: string }>
export type NewValues = {
  family: string
  given: string
  birthDate: string
  phone: string
  /** Whoever books was shown who looks the same. */
  notADuplicate: boolean
}
export type Who = { known: Known | null; fresh: NewValues | null }
type NewPatient = NonNullable<InputOf<typeof bookAppointment>['newPatient']>

/** `Nakamura, Ken` and `Ken Nakamura` are the same; one word is the family name. Null for what is no name. */
export function nameIn(typed: string): Pick<NewValues, 'family' | 'given'> | null {
  const text = typed.trim().replaceAll(/\s+/g, ' ')
  if (!/\p{L}/u.test(text) || /\d/.test(text)) return null
  const [before = '', after] = text.split(/\s*,\s*/, 2)
  if (after !== undefined) return before === '' ? null : { family: before, given: after }
  const words = before.split(' ')
  const family = words.pop() ?? ''
  return { family, given: words.join(' ') }
}

export const newFaultsOf = (fresh: NewValues): Partial<Record<'family' | 'birthDate' | 'phone', string>> => ({
  ...(fresh.family.trim() === '' && { family: 'Needed.' }),
  ...(fresh.birthDate !== '' && !isDate(fresh.birthDate) && { birthDate: 'A date, as 02291980.' }),
  ...(fresh.phone.trim() !== '' &&
    !phoneNumber.safeParse(fresh.phone).success && {
      phone: 'Ten digits, as 617-555-0142; from another country, begin with +.',
    }),
})

/** As a command takes it. A date that was not left yet is read as it stands. */
export const newPatientOf = (
  { family, given, birthDate, phone, notADuplicate }: NewValues,
  today: string,
): NewPatient => ({
  family,
  given,
  birthDate: birthDate === '' ? null : (readTypedDate(birthDate, today, 'past') ?? birthDate),
  phone: phone.trim(),
  notADuplicate,
})
