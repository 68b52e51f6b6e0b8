/** Whom a message is about: name and birth date have to agree, and a number that contradicts them stops it. */
import { AppError } from '../../shared/kernel/errors.ts'
import { foldText, foldWords } from '../../shared/kernel/fold.ts'
import type { Person } from '../../shared/exchange/hl7v2/read-siu.ts'
import { patients } from '../../shared/patients/patient.ts'
import { duplicatesOf } from '../patients/find-duplicates.ts'
import type { Session } from '../pipeline/session.ts'
import type { Tx } from '../store/tx.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { whoIs } from './messages.sql.ts'

/**
 * The patient; null where nobody here has name and birth date. `message.ambiguous-patient` where several do, and
 * `message.number-of-another` where somebody has their number in the other system and another name or birth date.
 */
export function findPerson(tx: Tx, session: Session, person: Person): string | null {
  const phones = person.phones.map(({ number }) => number)
  const alike = duplicatesOf(tx, session, { ...person, phones, except: null })
  const sure = alike.filter((each) => each.sure).map(({ patientId }) => patientId)
  const sharing = alike
    .filter(({ patientId }) => sharesNumber(tx, patientId, person))
    .map(({ patientId }) => patientId)
  const both = sure.filter((id) => sharing.includes(id))
  if (both.length === 1 && both[0] !== undefined) return both[0]
  if (sure.length > 1) throw new AppError('Conflict', 'message.ambiguous-patient')
  if (sure.length === 0 && sharing.length > 0) throw new AppError('Conflict', 'message.number-of-another')
  return sure[0] ?? null
}

function sharesNumber(tx: Tx, patientId: string, person: Person): boolean {
  const numbers = whoIs(tx, patientId)?.identifiers ?? []
  return person.numbers.some(
    ({ system, value }) =>
      system !== null && numbers.some((each) => each.system === system && each.value === value),
  )
}

/** Whether a message speaks of this patient: nobody's appointment is changed by a message about somebody else. */
export function isPerson(tx: Tx, patientId: string, person: Person): boolean {
  const here = whoIs(tx, patientId)
  return (
    here !== undefined &&
    foldText(here.family) === foldText(person.family) &&
    foldWords(here.given)[0] === foldWords(person.given)[0] &&
    here.birthDate === person.birthDate
  )
}

/** Takes somebody on with what the message says of them. `message.unknown-patient` where whoever imports may not. */
export function registerPerson(tx: Tx, session: Session, person: Person, ctx: Context): string {
  if (!session.actor.can.has('patient.register')) throw new AppError('Forbidden', 'message.unknown-patient')
  const id = ctx.newId()
  tx.put(patients, {
    id,
    mrn: String(tx.takeNumber('mrn')),
    family: person.family.slice(0, 200),
    given: person.given.slice(0, 200),
    middle: person.middle.slice(0, 200),
    prefix: '',
    suffix: person.suffix.slice(0, 40),
    preferredName: '',
    otherNames: [],
    birthDate: person.birthDate,
    deceased: false,
    deceasedOn: null,
    sex: person.sex,
    birthSex: null,
    race: [],
    ethnicity: '',
    language: '',
    maritalStatus: '',
    birthOrder: null,
    phones: person.phones.slice(0, 12).map(({ use, number }) => ({ use, number: number.slice(0, 60) })),
    email: '',
    address: null,
    contact: null,
    identifiers: person.numbers.slice(0, 60).map(({ kind, system, value }) => ({
      kind: kind.slice(0, 20),
      system: system?.slice(0, 200) ?? null,
      value: value.slice(0, 200),
    })),
    primaryCare: null,
    active: true,
    registeredAt: ctx.now,
  })
  return id
}
