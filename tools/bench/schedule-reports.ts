/** Reports of the schedule: each of them over a month and over the whole year, as somebody waits for it at the screen. */
import type { InputOf } from '../../shared/kernel/contract.ts'
import { addDays } from '../../shared/kernel/time.ts'
import { getReport } from '../../shared/schedule/get-report.ts'
import type { Workstation } from '../kit/workstation.ts'
import type { Figure } from './figure.ts'
import type { ScheduleFacts } from './schedule-practice.ts'
import type { Rounds } from './search.ts'
import { inRounds, median } from './stats.ts'
import { undisturbedAsync } from './undisturbed.ts'

type Input = InputOf<typeof getReport>
type Facts = Pick<ScheduleFacts, 'today' | 'visitTypeId'>

/** Whose open time is counted is a report of its own: rooms are open when anybody is at their place. */
const ofDays = [
  ['use', 'provider'],
  ['use', 'room'],
  ['no-shows', 'provider'],
  ['waits', 'provider'],
] as const satisfies readonly (readonly [Input['report'], Input['kind']])[]

/** How far away the third free time is has no days: it is as of now. */
export function askedReports({ today, visitTypeId }: Facts): Readonly<Record<keyof typeof atMost, Input[]>> {
  const ask = (report: Input['report'], kind: Input['kind'], firstDay: string, lastDay: string): Input => ({
    report,
    kind,
    firstDay,
    lastDay,
    locationId: null,
    resourceIds: [],
    visitTypeId: report === 'access' ? visitTypeId : null,
  })
  const over = (firstDay: string, lastDay: string) =>
    ofDays.map(([report, kind]) => ask(report, kind, firstDay, lastDay))
  return {
    month: over(addDays(today, -30), addDays(today, -1)),
    // as far as there is anything
    year: over(addDays(today, -182), addDays(today, 182)),
    'third-next': [ask('access', 'provider', today, today)],
  }
}

const atMost = { month: 200, year: 1000, 'third-next': 500 } as const

/** Through the door, one after the other: the slowest of them is the figure. */
export async function* countingReports(
  desk: Workstation,
  facts: Facts,
  rounds: Rounds,
): AsyncGenerator<Figure> {
  const ask = async (input: Input) => {
    const reply = await desk.dispatch(getReport.name, JSON.stringify(input))
    if (!reply.ok) throw new Error(`no report: ${reply.error.reason}`)
  }
  for (const [name, asked] of Object.entries(askedReports(facts))) {
    const round = async () => {
      const ms: number[] = []
      for (const input of asked) ms.push(await undisturbedAsync(() => ask(input)))
      return ms
    }
    await round()
    const measured = await inRounds(round, (ms) => Math.max(...ms), rounds)
    const each = asked.map(
      ({ report, kind }, at) =>
        `${report}${report === 'use' ? ` of ${kind}s` : ''} ${Math.round(median(measured.map((ms) => ms[at] ?? 0)))}`,
    )
    yield {
      name: `schedule.report.${name}`,
      value: median(measured.map((ms) => Math.max(...ms))),
      unit: 'ms',
      bar: { atMost: atMost[name as keyof typeof atMost] },
      note: `the slowest of ${each.join(', ')}; warm, through the door, median of ${measured.length} rounds`,
    }
  }
}
