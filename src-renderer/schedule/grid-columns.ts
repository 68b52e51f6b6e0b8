/**
 * Columns of boxes, of what the vault has answered. What has not changed is the same object as before: only columns in which something has
 * moved are drawn again.
 */
import { layOutBoxes } from '../../shared/schedule/box-layout.ts'
import type { Claim } from '../../shared/schedule/claims.ts'
import type { AppointmentLine, DayColumn, ScheduleDay } from '../../shared/schedule/get-days.ts'
import { grouped } from '../../shared/schedule/grouped.ts'
import { clockText, spanText, type Axis } from './grid-axis.ts'
import type { GridView } from './grid-view.ts'
import type { Names } from './names.ts'
import { stageWords } from './stage-words.ts'

/** One appointment, or a group that comes to one visit, as it is drawn; pixels from the top of its column, lanes beside each other. */
export type Box = Readonly<{
  /** Of a group the first by name: what the box stands at. */
  line: AppointmentLine
  /** Everybody who comes to it; one, where it is nobody's group. */
  people: readonly AppointmentLine[]
  /** Where all of them stand; where they differ, as if nothing had happened. */
  stage: AppointmentLine['stage']
  top: number
  height: number
  /** Pixels above and below in which a room is made ready. */
  before: number
  after: number
  lane: number
  lanes: number
  /** Of the lanes it takes so many. */
  span: number
  color: string
  typeName: string
  time: string
  label: string
  /** Not answered yet. */
  isPending: boolean
}>

export type Column = Readonly<{
  /** Of a resource and a day: no two are alike. */
  key: string
  /** Empty: of whatever nobody is named for. */
  resourceId: string
  title: string
  note: string
  /** Today's, in a week. */
  isMarked: boolean
  axis: Axis
  open: DayColumn['open']
  blocks: DayColumn['blocks']
  boxes: readonly Box[]
  claims: readonly ClaimBox[]
}>

/** Where another desk wants an appointment that is somewhere else; until somebody has settled it. */
export type ClaimBox = Readonly<{
  claim: Claim
  top: number
  height: number
  lane: number
  lanes: number
  span: number
  label: string
}>

export type ColumnSeed = Readonly<{
  resourceId: string
  title: string
  note: string
  isMarked: boolean
  day: ScheduleDay
  axis: Axis
}>

export const columnKey = (resourceId: string, day: string): string => `${day}/${resourceId}`

/** Nobody comes then any more; who did not come had the time all the same. */
export const isCalledOff = ({ stage }: Pick<AppointmentLine, 'stage'>): boolean =>
  stage === 'cancelled' || stage === 'rescheduled'

type Filter = Pick<GridView, 'kind' | 'visitTypeIds' | 'stages' | 'calledOff'>

/** Whether the filters let it be seen. */
export const isSeen = (line: AppointmentLine, filter: Filter): boolean =>
  (filter.visitTypeIds.length === 0 || filter.visitTypeIds.includes(line.visitTypeId ?? '')) &&
  (filter.stages.length > 0 ? filter.stages.includes(line.stage) : filter.calledOff || !isCalledOff(line))

/** By resource: whoever or whatever of a kind it takes; under '' what nobody is named for. */
export function byResource(
  lines: readonly AppointmentLine[],
  kind: GridView['kind'],
  isOfKind: (resourceId: string) => boolean,
): Map<string, AppointmentLine[]> {
  const found = new Map<string, AppointmentLine[]>()
  const add = (id: string, line: AppointmentLine) => {
    const there = found.get(id)
    if (there) there.push(line)
    else found.set(id, [line])
  }
  for (const line of lines) {
    if (kind === 'provider' && line.providers.length === 0) add('', line)
    for (const id of kind === 'provider' ? line.providers : line.places) if (isOfKind(id)) add(id, line)
  }
  return found
}

/** `pending`: what has been moved here and is not answered yet. */
export function columnOf(
  seed: ColumnSeed,
  lines: readonly AppointmentLine[],
  {
    names,
    hourHeight,
    kind,
    pending,
    claims,
  }: {
    names: Names
    hourHeight: number
    kind: GridView['kind']
    pending: ReadonlySet<string>
    claims: readonly Claim[]
  },
): Column {
  const { day, axis, resourceId } = seed
  const perMinute = hourHeight / 60
  const isPlace = kind !== 'provider'
  const within = lines.filter(
    ({ startMin, minutes }) => startMin < axis.toMin && startMin + minutes > axis.fromMin,
  )
  const groups = grouped(within)
  const wanted = claims.filter(
    ({ startMin, minutes, providerIds, placeIds }) =>
      (isPlace ? placeIds : providerIds).includes(resourceId) &&
      startMin < axis.toMin &&
      startMin + minutes > axis.fromMin,
  )
  const laid = layOutBoxes(
    [
      ...groups.map(({ line }) => ({
        id: line.appointmentId,
        startMin: line.startMin - (isPlace ? line.prepareMinutes : 0),
        endMin: line.startMin + line.minutes + (isPlace ? line.cleanMinutes : 0),
      })),
      ...wanted.map(({ conflictId, startMin, minutes }) => ({
        id: conflictId,
        startMin,
        endMin: startMin + minutes,
      })),
    ],
    Math.ceil(leastHeight / perMinute),
  )
  const placed = (id: string, startMin: number, minutes: number) => {
    const from = Math.max(axis.fromMin, startMin)
    const to = Math.min(axis.toMin, startMin + minutes)
    const { lane, lanes, span } = laid.get(id) ?? { lane: 0, lanes: 1, span: 1 }
    const [top, height] = [(from - axis.fromMin) * perMinute, (to - from) * perMinute]
    return { top, height: Math.max(leastHeight, height) - 1, lane, lanes, span }
  }
  const boxes = groups.map(({ line, people }): Box => {
    // what it is for is not told of whoever's chart is closed, by way of the others neither
    const type = people.some(({ closed }) => closed) ? undefined : names.visitType(line.visitTypeId)
    const stage = people.every((each) => each.stage === line.stage) ? line.stage : 'scheduled'
    const who = names.textOf([...line.providers, ...line.places].filter((id) => id !== resourceId))
    return {
      line,
      people,
      stage,
      ...placed(line.appointmentId, line.startMin, line.minutes),
      before: isPlace ? line.prepareMinutes * perMinute : 0,
      after: isPlace ? line.cleanMinutes * perMinute : 0,
      color: type?.color ?? 'gray',
      typeName: type?.name ?? '',
      time: clockText(axis.timeZone, line.startMin),
      label: [
        spanText(axis.timeZone, line.startMin, line.minutes),
        people.length > 1
          ? `group of ${people.length}: ${people.map(({ name }) => name || 'No name').join('; ')}`
          : line.name || 'No name',
        type?.name,
        stage === line.stage ? stageWords[stage].name : 'some have come',
        people.some(({ overlaps }) => overlaps) && 'double booked',
        people.some(({ conflictId }) => conflictId) && 'two versions',
        people.some(({ wasCancelled }) => wasCancelled) && 'came although it was cancelled',
        who && `with ${who}`,
      ]
        .filter(Boolean)
        .join(', '),
      isPending: pending.has(line.appointmentId),
    }
  })
  const claimed = wanted.map((claim): ClaimBox => {
    const { conflictId, patientName, by, startMin, minutes } = claim
    const label = `${spanText(axis.timeZone, startMin, minutes)}, ${patientName || 'No name'}, as ${by || 'another desk'} planned it: two versions`
    return { claim, ...placed(conflictId, startMin, minutes), label }
  })
  const { open, blocks } = day.columns.find((each) => each.resourceId === resourceId) ?? nothing
  return {
    key: columnKey(resourceId, day.day),
    resourceId,
    title: seed.title,
    note: seed.note,
    isMarked: seed.isMarked,
    axis,
    open,
    blocks,
    boxes: boxes.toSorted((a, b) => a.line.startMin - b.line.startMin || a.lane - b.lane),
    claims: claimed,
  }
}
/** Pixels: one that takes less can be seen and hit all the same, and has the room beside the next. */
const leastHeight = 12

const nothing: Pick<DayColumn, 'open' | 'blocks'> = { open: [], blocks: [] }

const sameBox = (a: Box, b: Box): boolean =>
  a.line === b.line &&
  a.people.length === b.people.length &&
  a.people.every((each, at) => each === b.people[at]) &&
  a.top === b.top &&
  a.height === b.height &&
  a.lane === b.lane &&
  a.lanes === b.lanes &&
  a.span === b.span &&
  a.label === b.label &&
  a.color === b.color &&
  a.isPending === b.isPending

const sameClaim = (a: ClaimBox, b: ClaimBox | undefined): boolean =>
  b !== undefined &&
  a.claim.conflictId === b.claim.conflictId &&
  a.label === b.label &&
  a.top === b.top &&
  a.height === b.height &&
  a.lane === b.lane &&
  a.lanes === b.lanes &&
  a.span === b.span

const sameAxis = (a: Axis, b: Axis): boolean =>
  a.day === b.day && a.timeZone === b.timeZone && a.fromMin === b.fromMin && a.toMin === b.toMin

/** The columns as before wherever they say the same. */
export function keptColumns(before: readonly Column[], now: readonly Column[]): readonly Column[] {
  const known = new Map(before.map((column) => [column.key, column]))
  return now.map((column) => {
    const old = known.get(column.key)
    if (!old) return column
    const oldBoxes = new Map(old.boxes.map((box) => [box.line.appointmentId, box]))
    const boxes = column.boxes.map((box) => {
      const was = oldBoxes.get(box.line.appointmentId)
      return was && sameBox(was, box) ? was : box
    })
    const isSame =
      boxes.length === old.boxes.length &&
      boxes.every((box, at) => box === old.boxes[at]) &&
      column.claims.length === old.claims.length &&
      column.claims.every((each, at) => sameClaim(each, old.claims[at])) &&
      sameAxis(old.axis, column.axis) &&
      old.open === column.open &&
      old.blocks === column.blocks &&
      old.title === column.title &&
      old.note === column.note &&
      old.isMarked === column.isMarked
    return isSame ? old : { ...column, boxes }
  })
}
