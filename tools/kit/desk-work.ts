/** What a person at a desk does next, by real commands. Every text they write is told from every other. */
import { listAttention } from '../../shared/attention/list-attention.ts'
import { getConflict } from '../../shared/attention/get-conflict.ts'
import { resolveConflict } from '../../shared/attention/resolve-conflict.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { editPatient } from '../../shared/patients/edit-patient.ts'
import { patients } from '../../shared/patients/patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import type { Random } from '../../tests/simulation/random.ts'
import type { Desk } from './desk.ts'

/**
 * One command that was answered: its op, and the texts that it wrote and that nobody else writes. `made` names the
 * patient it made. `marks` is empty for a choice between two texts.
 */
export type Fact = Readonly<{ op: string; marks: readonly string[]; made: string | null }>

const kinds = { register: 3, edit: 8, editOften: 4, resolve: 2 }

/**
 * Null where there was nothing to do, or where the door refused: a form that is out of date, a choice already made.
 * `serial`: a number of at most 12 digits that no other act of the drill has.
 */
export async function workOnce(desk: Desk, random: Random, serial: number): Promise<Fact | null> {
  const before = desk.lastOp
  try {
    const done = await one(desk, random, serial)
    const op = desk.lastOp
    return done && op !== null && op !== before ? { op, ...done } : null
  } catch (error) {
    if (error instanceof AppError && error.code !== 'Bug') return null
    throw error
  }
}

async function one(desk: Desk, random: Random, serial: number): Promise<Omit<Fact, 'op'> | null> {
  const kind = random.weighted(kinds)
  if (kind === 'register') return register(desk, random, serial)
  if (kind === 'resolve') return resolve(desk, random)
  // the same few often, so that people meet
  const ids = desk.store
    .prepare<[number], { id: string }>('SELECT id FROM patients ORDER BY id LIMIT ?')
    .all(kind === 'editOften' ? 3 : 500)
  return ids.length === 0 ? register(desk, random, serial) : edit(desk, random, random.pick(ids).id, serial)
}

async function register(desk: Desk, random: Random, serial: number): Promise<Omit<Fact, 'op'>> {
  const mark = textOf(serial)
  const year = 1930 + random.below(90)
  const { patientId } = await desk.call(registerPatient, {
    demographics: {
      ...registerPatient.example.demographics,
      family: `F${mark}`,
      given: `G${mark}`,
      birthDate: `${year}-0${1 + random.below(9)}-1${random.below(9)}`,
    },
    coverages: [],
    notADuplicate: true,
  })
  return { marks: [`F${mark}`, `G${mark}`], made: patientId }
}

const formFields = Object.keys(registerPatient.example.demographics)

async function edit(
  desk: Desk,
  random: Random,
  id: string,
  serial: number,
): Promise<Omit<Fact, 'op'> | null> {
  const shown = desk.store.writers.of(patients).read(id)
  if (!shown) return null
  const row: Readonly<Record<string, unknown>> = shown.row
  const form = Object.fromEntries(formFields.map((field) => [field, row[field]]))
  const field = random.pick(['family', 'middle', 'preferredName', 'email', 'phones'])
  const text = field === 'phones' ? `+49${String(serial).padStart(12, '1')}` : `E${textOf(serial)}`
  const value =
    field === 'phones' ? [{ use: 'mobile', number: text }] : field === 'email' ? `${text}@example.org` : text
  await desk.call(editPatient, {
    patientId: id,
    version: shown.version,
    demographics: { ...form, [field]: value } as typeof registerPatient.example.demographics,
    active: row['active'] === true,
    deceased: row['deceased'] === true,
    deceasedOn: null,
    coverages: [],
  })
  return { marks: [text], made: null }
}

/** Ends so that no text is the beginning of another. */
const textOf = (serial: number): string => `${serial.toString(36)}z`

/** Looks at a conflict and chooses, for each field, one of the two. */
async function resolve(desk: Desk, random: Random): Promise<Omit<Fact, 'op'> | null> {
  const { conflicts } = await desk.call(listAttention, {})
  if (conflicts.length === 0) return null
  const { conflict, version } = await desk.call(getConflict, {
    conflictId: random.pick(conflicts).conflictId,
  })
  const choice = Object.fromEntries(
    conflict.fields.map(({ field }) => [
      field,
      random.chance(0.5) ? ('held' as const) : ('offered' as const),
    ]),
  )
  await desk.call(resolveConflict, { conflictId: conflict.id, version, choice })
  return { marks: [], made: null }
}
