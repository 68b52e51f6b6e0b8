/** Changes of several visits of a series: what was done is said, and all of it is taken back in one act. */
import { useMutation } from '@tanstack/react-query'
import type { InputOf, OutputOf } from '../../shared/kernel/contract.ts'
import type { AppError } from '../../shared/kernel/errors.ts'
import { changeSeries } from '../../shared/schedule/change-series.ts'
import { localAt } from '../../shared/schedule/day-axis.ts'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import { run } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { showMoved } from './shown-moves.ts'
import { latestVersion, learnVersion } from './own-versions.ts'
import { staysText, visitsText } from './series-words.ts'
import { linesRead, takeBack } from './take-back.ts'
import { doneWithUndo } from './offer-undo.ts'

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
  const { patientId, appointmentId, version } = of
  const done = await run(changeSeries, {
    patientId,
    appointmentId,
    version: latestVersion(appointmentId, version),
    ...rest,
  })
  const words = doneText(rest.act, done)
  const isMove = rest.act.kind === 'move'
  if (isMove) showMoved(done.visits, linesRead())
  else for (const each of done.visits) learnVersion(each.appointmentId, each.version)
  const isUndone = isMove || rest.act.kind === 'cancel'
  if (isUndone && done.visits.length > 0)
    doneWithUndo(words, () => {
      const back = done.visits.map(({ appointmentId: id, version: then, was }) => ({
        patientId,
        appointmentId: id,
        version: then,
        back: isMove ? { kind: 'move' as const, ...was } : { kind: 'restore' as const },
      }))
      void takeBack(back)
    })
  else notify(words)
  return done
}

const did = { move: 'moved', cancel: 'called off', change: 'changed', extend: 'added' } as const

function doneText({ kind }: Act, { changed, stays }: OutputOf<typeof changeSeries>): string {
  return `${visitsText(changed.length)} ${did[kind]}.${staysText(stays)}`
}
