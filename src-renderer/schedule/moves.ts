/**
 * Moves, painted at once: what was put somewhere is shown there while the vault decides, and goes back with the reason where it refuses.
 * Each can be undone; the moves of one appointment are sent one after the other.
 */
import { create } from 'zustand'
import { AppError } from '../../shared/kernel/errors.ts'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import { moveGroup } from '../../shared/schedule/book-group.ts'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import { moveAppointment } from '../../shared/schedule/move-appointment.ts'
import { run } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { wordsFor } from '../kernel/words.ts'
import { useHand } from './grid-hand.ts'
import { latestVersion, learnVersion } from './own-versions.ts'
import { putOf, samePut, type Put } from './put.ts'
import { offerUndo } from './offer-undo.ts'
import { show, taken } from './shown-moves.ts'
import { dropUndo, keepUndo, type Undo } from './undos.ts'

type Moves = {
  /** Refused because a limit would be passed, by somebody who may pass it: waits for why. */
  overLimit: Readonly<{ move: Move; words: string }> | null
}
export type Move = Readonly<{
  line: AppointmentLine
  /** Who comes to the same visit and moves with them; themselves among them. */
  people?: readonly AppointmentLine[]
  to: Put
  /** Rooms and equipment: null where the vault is to keep those that are free, and find others where they are not. */
  places: readonly string[] | null
  /** What was done, as the offer to undo it says. */
  words: string
  overbookReason?: string
  isUndo?: true
}>

export const useMoves = create<Moves>(() => ({ overLimit: null }))

const waiting = new Map<string, Promise<void>>()

/** Shown at once; whatever comes of it is told. It can be taken back from now on: what takes it back is sent after it. */
export function putThere(move: Move): void {
  const { line, to, isUndo } = move
  if (samePut(putOf(line), to)) return
  const id = line.appointmentId
  // laid over what is shown already: a second move goes on from where the first has put it
  const put = (one: AppointmentLine): AppointmentLine => ({ ...one, ...to, overlaps: false })
  const moved = put(line)
  const people = move.people?.map(put)
  for (const one of people ?? [moved]) show(one.appointmentId, { line: one, taken: null })
  const back = putOf(line)
  const undo: Undo = {
    words: move.words,
    takeBack: () =>
      putThere({
        line: moved,
        ...(people && { people }),
        to: back,
        places: back.places,
        words: `${people ? `The group of ${people.length}` : line.name} is back where it was.`,
        isUndo: true,
      }),
  }
  if (!isUndo) keepUndo(undo)
  const before = waiting.get(id) ?? Promise.resolve()
  const now = before.then(() => send(people ? { ...move, people } : move, undo))
  waiting.set(id, now)
  void now.finally(() => waiting.get(id) === now && waiting.delete(id))
}

/** Reasons for which a limit had been passed where it was before, by the appointment. */
const givenBefore = new Map<string, string>()

async function send(move: Move, undo: Undo): Promise<void> {
  const { line, people, words, isUndo } = move
  try {
    if (people) await sendGroup(move, people)
    else await sendOne(move)
    if (isUndo) notify(words)
    else offerUndo(undo)
  } catch (error) {
    for (const one of people ?? [line]) show(one.appointmentId, null)
    dropUndo(undo)
    if (!(error instanceof AppError)) throw error
    if (error.reason === 'appointment.over-limit')
      useMoves.setState({ overLimit: { move, words: wordsFor(error) } })
    else notify(wordsFor(error), 'problem')
    useHand.getState().say(`${line.name} stays where it was. ${wordsFor(error)}`)
  }
}

const planned = ({ to, places }: Move) => ({
  startsAt: instantOfMinute(to.startMin),
  minutes: to.minutes,
  locationId: to.locationId,
  providers: [...to.providers],
  places: places === null ? null : [...places],
})

async function sendOne(move: Move): Promise<void> {
  const { line, to, overbookReason, isUndo } = move
  const id = line.appointmentId
  const { version, before } = await run(moveAppointment, {
    patientId: line.patientId,
    appointmentId: id,
    version: latestVersion(id, line.version),
    ...planned(move),
    overbookReason: overbookReason ?? (isUndo ? (givenBefore.get(id) ?? '') : ''),
  })
  learnVersion(id, version)
  givenBefore.set(id, before.overbookReason)
  taken(id, to, version)
}

/** Everybody of it in one act. Each row is one version on by it. */
async function sendGroup(move: Move, people: readonly AppointmentLine[]): Promise<void> {
  const { line, to, overbookReason = '' } = move
  await run(moveGroup, { appointmentId: line.appointmentId, ...planned(move), overbookReason })
  for (const { appointmentId, version } of people) {
    const now = latestVersion(appointmentId, version) + 1
    learnVersion(appointmentId, now)
    taken(appointmentId, to, now)
  }
}
