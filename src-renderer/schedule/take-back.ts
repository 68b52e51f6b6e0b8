/** What one act did to several visits is taken back in one act; how many could not be is said, and why. */
import type { InputOf, OutputOf } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import { getDays } from '../../shared/schedule/get-days.ts'
import { takeBackVisits } from '../../shared/schedule/take-back-visits.ts'
import { run } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { queryClient } from '../kernel/queries.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { showMoved } from './shown-moves.ts'
import { latestVersion, learnVersion } from './own-versions.ts'
import { backText } from './take-back-words.ts'

type Visit = InputOf<typeof takeBackVisits>['visits'][number]
type Answer = OutputOf<typeof takeBackVisits>

/** `done`: what is said where all of it could be. */
export async function takeBack(visits: readonly Visit[], done?: string): Promise<void> {
  try {
    const answer = await run(takeBackVisits, {
      visits: visits.map((visit) => ({
        ...visit,
        version: latestVersion(visit.appointmentId, visit.version),
      })),
    })
    for (const { appointmentId, version } of answer.back) learnVersion(appointmentId, version)
    showMoved(whereBack(visits, answer), linesRead())
    notify(
      answer.stays.length === 0 && done !== undefined ? done : backText(answer),
      answer.back.length === 0 ? 'problem' : 'plain',
    )
  } catch (error) {
    notify(error instanceof AppError ? wordsFor(error) : wordsOf('unexpected'), 'problem')
  }
}

/** Those that were moved back, and where to. */
const whereBack = (visits: readonly Visit[], { back }: Answer) => {
  const versions = new Map(back.map(({ appointmentId, version }) => [appointmentId, version]))
  return visits.flatMap(({ appointmentId, back: to }) => {
    const version = versions.get(appointmentId)
    return version === undefined || to.kind !== 'move'
      ? []
      : [{ appointmentId, version, is: { ...to, places: to.places ?? [] } }]
  })
}

/** Lines of the days this page has read, by appointment. */
export const linesRead = (): ReadonlyMap<string, AppointmentLine> =>
  new Map(
    queryClient
      .getQueriesData<OutputOf<typeof getDays>>({ queryKey: [getDays.name] })
      .flatMap(([, data]) => data?.days ?? [])
      .flatMap(({ appointments }) => appointments.map((line) => [line.appointmentId, line])),
  )
