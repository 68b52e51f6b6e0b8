/** What no right gives: to widen one's own reach, or to bring into it a patient who is not (docs/access.md, "Scope"). */
import { accessLevels } from '../../shared/access/access-level.ts'
import { locations } from '../../shared/access/location.ts'
import { isWider, reaches, type OwnPlaces } from '../../shared/access/scope.ts'
import { appointments } from '../../shared/schedule/appointment.ts'
import { isTakingTime } from '../../shared/schedule/stage.ts'
import { patientPlaces } from '../../shared/patients/patient-place.ts'
import type { State } from '../../shared/kernel/decide.ts'
import type { Change, Op } from '../../shared/kernel/op.ts'
import type { RowKey } from '../executor/practice-tx.ts'
import type { Author } from './author.ts'

type Row = Readonly<Record<string, unknown>>
/** Live visits and appointments of a patient: where they were or are expected, and with whom. */
export type Whereabouts = ReadonlyMap<string, readonly Row[]>

/** Where a visit was, or where an appointment is; null for one that was called off, whose patient did not come. */
function placeOf(row: Row): string | null {
  const read = appointments.row
    .pick({ plan: true, steps: true })
    .safeParse({ plan: row['plan'], steps: row['steps'] })
  if (read.success) return isTakingTime(read.data) ? read.data.plan.locationId : null
  return typeof row['locationId'] === 'string' ? row['locationId'] : null
}

const idsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []

/** Patients whose places an op changes, other than of those it makes: what else is known of them is asked before it is judged. */
export const patientsPlaced = ({ changes }: Pick<Op, 'changes'>, state: State): string[] =>
  changes.flatMap(({ type, id }) =>
    type === patientPlaces.type && !isMadeHere(changes, id, state) ? [id] : [],
  )

const isMadeHere = (changes: readonly Change[], patient: string, state: State): boolean =>
  changes.some(({ type, id }) => type === 'patient' && id === patient) &&
  state.get('patient', patient) === undefined

/** The locations by which it is judged whether `author` reaches them. */
export function placesNamed(
  patients: readonly string[],
  seen: Whereabouts,
  reach: readonly string[],
  state: State,
): RowKey[] {
  const named = patients.flatMap((patient) => [
    ...idsIn(state.get(patientPlaces.type, patient)?.row?.['places']),
    ...(seen.get(patient) ?? []).flatMap((row) => placeOf(row) ?? []),
  ])
  return [...new Set([...named, ...reach])].map((id) => ({ type: locations.type, id }))
}

/** Why an op of this author is refused, or null. The state has the rows it changes and what `placesNamed` named. */
export function faultOfScope(op: Op, author: Author, seen: Whereabouts, state: State): string | null {
  for (const change of op.changes) {
    if (change.type === accessLevels.type && widensOwnLevel(change, author, state)) return 'level.your-own'
    if (author.scope === null) continue
    if (change.type === locations.type && movesPlaces(change, state)) return 'scope.not-yours'
    if (change.type === patientPlaces.type && !isMadeHere(op.changes, change.id, state)) {
      if (!isReached(change.id, op.actor, author, seen, state)) return 'scope.not-yours'
    }
  }
  return null
}

/** Of a level somebody has, they may take places and add none. */
function widensOwnLevel({ id, set, gone }: Change, { levels }: Author, state: State): boolean {
  if (!levels.includes(id)) return false
  const before = idsIn(state.get(accessLevels.type, id)?.row?.['scope'])
  if (gone) return before.length > 0
  return Object.hasOwn(set, 'scope') && isWider(before, idsIn(set['scope']))
}

/** What is the practice's own, and what lies in what, is not for whoever reaches some of it only. */
function movesPlaces({ id, set, gone }: Change, state: State): boolean {
  const row = state.get(locations.type, id)?.row
  const [own, partOf] = [row?.['own'] ?? false, row?.['partOf'] ?? null]
  if (gone) return own === true
  return (
    (Object.hasOwn(set, 'own') && set['own'] !== own) ||
    (Object.hasOwn(set, 'partOf') && set['partOf'] !== partOf)
  )
}

function isReached(patient: string, actor: string, author: Author, seen: Whereabouts, state: State): boolean {
  const said = state.get(patientPlaces.type, patient)?.row
  const rows = (seen.get(patient) ?? []).filter(({ status }) => status !== 'entered-in-error')
  const isTheirs =
    idsIn(said?.['people']).includes(actor) ||
    rows.some(
      ({ practitionerId }) => author.practitionerId !== null && practitionerId === author.practitionerId,
    )
  if (isTheirs || author.scope === null) return true
  const named = [...idsIn(said?.['places']), ...rows.flatMap((row) => placeOf(row) ?? [])]
  const own = new Map(
    [...named, ...author.scope].flatMap((id) => {
      const row = state.get(locations.type, id)?.row
      const partOf = row?.['partOf']
      return row?.['own'] === true ? [[id, typeof partOf === 'string' ? partOf : null] as const] : []
    }),
  ) satisfies OwnPlaces
  return reaches(author.scope, named, own)
}
