/**
 * Moves, painted at once: what was put somewhere is shown there while the vault decides, and goes back with the reason where it refuses.
 * Each can be undone; the moves of one appointment are sent one after the other.
 */
import { create } from 'zustand'
import { AppError } from '../../shared/kernel/errors.ts'
import { instantOfMinute, minuteOf } from '../../shared/schedule/appointment.ts'
import type { AppointmentLine, ScheduleDay } from '../../shared/schedule/get-days.ts'
import { moveAppointment } from '../../shared/schedule/move-appointment.ts'
import { run } from '../kernel/holdfast.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { wordsFor } from '../kernel/words.ts'
import { useHand } from './grid-hand.ts'
import { putOf, samePut, type Put } from './put.ts'

type Shown = Readonly<{
  line: AppointmentLine
  /** Once the vault has taken it: rows from then on say it themselves. */
  taken: Readonly<{ version: number; at: number }> | null
}>
type Undo = Readonly<{ line: AppointmentLine; back: Put; overbookReason: string }>

type Moves = {
  shown: ReadonlyMap<string, Shown>
  undos: readonly Undo[]
  /** Refused because a limit would be passed, by somebody who may pass it: waits for why. */
  overLimit: Readonly<{ move: Move; words: string }> | null
}
export type Move = Readonly<{
  line: AppointmentLine
  to: Put
  /** Rooms and equipment: null where the vault is to keep those that are free, and find others where they are not. */
  places: readonly string[] | null
  /** What was done, as the offer to undo it says. */
  words: string
  overbookReason?: string
  isUndo?: true
}>

export const useMoves = create<Moves>(() => ({ shown: new Map(), undos: [], overLimit: null }))

const mostUndos = 20

/** The version each appointment had when this page last changed it. */
const versions = new Map<string, number>()
const waiting = new Map<string, Promise<void>>()

function show(appointmentId: string, shown: Shown | null): void {
  useMoves.setState((state) => {
    const next = new Map(state.shown)
    if (shown) next.set(appointmentId, shown)
    else next.delete(appointmentId)
    return { shown: next }
  })
}

/** The rows of a day with what was put here laid over them. `answeredAt`: when they came. */
export function withMoves(
  days: readonly ScheduleDay[],
  shown: Moves['shown'],
  answeredAt: number,
): readonly ScheduleDay[] {
  if (shown.size === 0) return days
  const known = new Map(
    days.flatMap(({ appointments }) => appointments.map((line) => [line.appointmentId, line])),
  )
  const holds = ({ line, taken }: Shown) => {
    const row = known.get(line.appointmentId)
    if (taken === null) return true
    return row ? row.version < taken.version : answeredAt <= taken.at
  }
  const over = [...shown.values()].filter(holds).map(({ line }) => line)
  if (over.length === 0) return days
  const moved = new Set(over.map(({ appointmentId }) => appointmentId))
  return days.map((day) => {
    const here = over.filter(({ startMin }) => startMin >= day.fromMin && startMin < day.toMin)
    const stays = day.appointments.filter(({ appointmentId }) => !moved.has(appointmentId))
    return here.length === 0 && stays.length === day.appointments.length
      ? day
      : { ...day, appointments: [...stays, ...here] }
  })
}

export const isWaiting = ({ shown }: Pick<Moves, 'shown'>): ReadonlySet<string> =>
  new Set([...shown].filter(([, { taken }]) => taken === null).map(([id]) => id))

/** Shown at once; whatever comes of it is told. */
export function putThere(move: Move): void {
  const { line, to } = move
  if (samePut(putOf(line), to)) return
  const id = line.appointmentId
  // laid over what is shown already: a second move goes on from where the first has put it
  show(id, { line: { ...line, ...to, overlaps: false }, taken: null })
  const before = waiting.get(id) ?? Promise.resolve()
  const now = before.then(() => send(move))
  waiting.set(id, now)
  void now.finally(() => waiting.get(id) === now && waiting.delete(id))
}

async function send(move: Move): Promise<void> {
  const { line, to, places, words, overbookReason = '' } = move
  const id = line.appointmentId
  try {
    const { version, before } = await run(moveAppointment, {
      patientId: line.patientId,
      appointmentId: id,
      version: Math.max(line.version, versions.get(id) ?? 0),
      startsAt: instantOfMinute(to.startMin),
      minutes: to.minutes,
      locationId: to.locationId,
      providers: [...to.providers],
      places: places === null ? null : [...places],
      overbookReason,
    })
    versions.set(id, version)
    const moved = { ...line, ...to, version }
    const latest = useMoves.getState().shown.get(id)
    // one that was put elsewhere meanwhile is shown there
    if (latest && samePut(putOf(latest.line), to))
      show(id, { line: { ...moved, overlaps: false }, taken: { version, at: Date.now() } })
    if (move.isUndo) {
      notify(words)
      return
    }
    const { startsAt, overbookReason: given, ...back } = before
    remember({ line: moved, back: { ...back, startMin: minuteOf(startsAt) }, overbookReason: given })
    notifyUndo(words, undoLast)
  } catch (error) {
    show(id, null)
    if (!(error instanceof AppError)) throw error
    if (error.reason === 'appointment.over-limit')
      useMoves.setState({ overLimit: { move, words: wordsFor(error) } })
    else notify(wordsFor(error), 'problem')
    useHand.getState().say(`${line.name} stays where it was. ${wordsFor(error)}`)
  }
}

const remember = (undo: Undo): void =>
  useMoves.setState(({ undos }) => ({ undos: [...undos, undo].slice(-mostUndos) }))

/** Puts back what was moved last. False where nothing was. */
export function undoLast(): boolean {
  const undo = useMoves.getState().undos.at(-1)
  if (!undo) return false
  useMoves.setState(({ undos }) => ({ undos: undos.slice(0, -1) }))
  putThere({
    line: undo.line,
    to: undo.back,
    places: undo.back.places,
    words: `${undo.line.name} is back where it was.`,
    overbookReason: undo.overbookReason,
    isUndo: true,
  })
  return true
}
