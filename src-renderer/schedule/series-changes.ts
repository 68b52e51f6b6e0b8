/** Changes of several visits of a series: what was done is said, and each is put back by itself where that is wanted. */
import { useMutation } from '@tanstack/react-query'
import type { InputOf, OutputOf } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import { restoreAppointment } from '../../shared/schedule/cancel-appointment.ts'
import { changeSeries } from '../../shared/schedule/change-series.ts'
import { localAt } from '../../shared/schedule/day-axis.ts'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import { getSeries, type VisitOfSeries } from '../../shared/schedule/get-series.ts'
import { moveAppointment } from '../../shared/schedule/move-appointment.ts'
import { ask, run } from '../kernel/holdfast.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { staysText, visitsText } from './series-words.ts'

type Input = InputOf<typeof changeSeries>
type Act = Input['act']
type Of = Readonly<{ patientId: string; appointmentId: string; version: number }>

/** The same as a form sends it: busy, and why it was not done. */
export function useChangeVisits(onDone: () => void) {
  return useMutation<unknown, AppError, Of & Pick<Input, 'scope' | 'act' | 'overbookReason'>>({
    mutationFn: ({ patientId, appointmentId, version, ...rest }) =>
      changeVisits({ patientId, appointmentId, version }, rest),
    onSuccess: onDone,
  })
}

/** What a move to somewhere else is to the others of its series: days on or back, the time of day, how long and with whom. */
export function moveOf(
  line: AppointmentLine,
  to: Readonly<{ startMin: number; minutes: number; providers: readonly string[] }>,
  zone: string,
  places: readonly string[] | null,
): Extract<Act, { kind: 'move' }> {
  const [was, is] = [localAt(zone, line.startMin), localAt(zone, to.startMin)]
  return {
    kind: 'move',
    days: is.dayNumber - was.dayNumber,
    minute: is.minute === was.minute ? null : is.minute,
    minutes: to.minutes === line.minutes ? null : to.minutes,
    providers: to.providers.join() === line.providers.join() ? null : [...to.providers],
    places: places && [...places],
  }
}

/** Changes them and offers to undo it, where that can be. Throws what the command does. */
export async function changeVisits(of: Of, rest: Pick<Input, 'scope' | 'act' | 'overbookReason'>) {
  const { patientId, appointmentId } = of
  const about = { patientId, appointmentId }
  const isUndone = rest.act.kind === 'move' || rest.act.kind === 'cancel'
  const before = isUndone ? (await ask(getSeries, about)).visits : []
  const done = await run(changeSeries, { ...of, ...rest })
  const words = doneText(rest.act, done)
  if (isUndone && done.changed.length > 0)
    notifyUndo(words, () => void putBack(about, before, done.changed, rest.act.kind === 'cancel'))
  else notify(words)
  return done
}

const did = { move: 'moved', cancel: 'called off', change: 'changed', extend: 'added' } as const

function doneText({ kind }: Act, { changed, stays }: OutputOf<typeof changeSeries>): string {
  return `${visitsText(changed.length)} ${did[kind]}.${staysText(stays)}`
}

async function putBack(
  about: Readonly<{ patientId: string; appointmentId: string }>,
  before: readonly VisitOfSeries[],
  changed: readonly number[],
  isOff: boolean,
): Promise<void> {
  try {
    const now = new Map((await ask(getSeries, about)).visits.map((visit) => [visit.number, visit]))
    let back = 0
    for (const was of before.filter(({ number }) => changed.includes(number))) {
      const { appointmentId, version } = now.get(was.number) ?? was
      const of = { patientId: about.patientId, appointmentId, version }
      const { startMin, minutes, locationId, providers, places } = was
      if (isOff) await run(restoreAppointment, of)
      else
        await run(moveAppointment, {
          ...of,
          startsAt: instantOfMinute(startMin),
          minutes,
          locationId,
          providers,
          places,
        })
      back += 1
    }
    notify(`${visitsText(back)} as they were.`)
  } catch (error) {
    notify(error instanceof AppError ? wordsFor(error) : wordsOf('unexpected'), 'problem')
  }
}
