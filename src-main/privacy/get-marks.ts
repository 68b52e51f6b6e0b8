import { rightsOf } from '../../shared/access/rights.ts'
import { chartParts, partOf } from '../../shared/charting/chart-parts.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { kindsOf, kindsWithout, rightFor, sensitiveKinds } from '../../shared/kernel/sensitivity.ts'
import { getMarking } from '../../shared/privacy/get-marking.ts'
import { getMarks } from '../../shared/privacy/get-marks.ts'
import { markedTypes } from '../../shared/privacy/mark-entry.ts'
import { todayAt } from '../access/administering.ts'
import { isOpenInEmergency, mustBeOpen } from '../pipeline/closed-charts.ts'
import { answer } from '../pipeline/handle.ts'
import { authorOf } from '../pipeline/kinds-of-data.ts'
import type { Reader } from '../store/reader.ts'
import { everyLevel, everyPerson, personRow } from '../store/people.sql.ts'
import { sensitiveOf, type SensitiveLine } from '../store/sensitive.sql.ts'
import { contentsOf, entryOf } from './marks.sql.ts'

/** How many are named whom one can ask. */
const few = 3

export const getMarksHandler = answer(getMarks, (read, { patientId }, ctx, session) => {
  const { actor } = session
  mustBeOpen(read, session, patientId)
  const isEmergency = isOpenInEmergency(session, patientId)
  const entries = byEntry(sensitiveOf(read, patientId))
  const isShown = ({ kinds, author }: Entry) =>
    isEmergency || author === actor.id || kinds.every((kind) => actor.can.has(rightFor(kind)))
  const withheld = entries.filter((entry) => !isShown(entry))
  const parts = withheld.map(({ type, category }) => partOf(type, category))
  return {
    marks: entries.filter(isShown).map(({ id, kinds }) => ({ entryId: id, kinds })),
    withheld: chartParts
      .map((part) => ({ part, count: parts.filter((each) => each === part).length }))
      .filter(({ count }) => count > 0),
    ask: withheld.length === 0 ? [] : whoSees(read, withheld, ctx),
    mayOpenInEmergency: actor.can.has('chart.break-glass'),
  }
})

type Entry = Pick<SensitiveLine, 'id' | 'type' | 'category' | 'author'> & { kinds: SensitiveLine['kind'][] }

/** One for each entry; what it came in, and two versions of it, are no entries of their own. */
function byEntry(lines: readonly SensitiveLine[]): Entry[] {
  const entries = new Map<string, Entry>()
  for (const { kind, ...line } of lines) {
    if (!markedTypes.some((type) => type === line.type)) continue
    const entry = entries.get(line.id) ?? { ...line, kinds: [] }
    entry.kinds.push(kind)
    entries.set(line.id, entry)
  }
  return [...entries.values()]
}

/** Who sees all of it, in the order of their names; where nobody sees all, who sees the most of it is not said: that would say a kind. */
function whoSees(read: Reader, entries: readonly Entry[], ctx: Parameters<typeof todayAt>[1]): string[] {
  const kinds = new Set(entries.flatMap((entry) => entry.kinds))
  const [levels, today] = [everyLevel(read), todayAt(read, ctx)]
  return everyPerson(read)
    .filter((person) => {
      const rights = rightsOf(person, levels, today)
      return rights.has('chart.read') && [...kinds].every((kind) => rights.has(rightFor(kind)))
    })
    .map(({ displayName }) => displayName)
    .toSorted((a, b) => a.localeCompare(b))
    .slice(0, few)
}

export const getMarkingHandler = answer(
  getMarking,
  (read, { patientId, type, entryId }, { actor }, session) => {
    mustBeOpen(read, session, patientId)
    const entry = entryOf(read, type, patientId, entryId)
    if (!entry) throw new AppError('NotFound', 'entry.not-found')
    const { version, sensitivitySet: set } = entry
    return {
      version,
      kinds: kindsOf(entry).toSorted((a, b) => sensitiveKinds.indexOf(a) - sensitiveKinds.indexOf(b)),
      set: set && { byName: personRow(read, set.by)?.displayName ?? '', at: set.at, reason: set.reason },
      contents: contentsOf(read, type, patientId, entryId).length,
      // what somebody wrote themselves is never kept from them
      hides: type === 'document' && authorOf(read, entryId) === actor.id ? [] : kindsWithout(actor.can),
    }
  },
)
