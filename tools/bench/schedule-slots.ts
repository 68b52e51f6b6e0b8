/** Finding a slot: free times for whatever the front desk may say, over 90 days, and what it costs where there is none. */
import type { InputOf } from '../../shared/kernel/contract.ts'
import { findSlots } from '../../shared/schedule/find-slots.ts'
import { findSlotsHandler } from '../../src-main/schedule/find-slots.ts'
import type { Workstation } from '../kit/workstation.ts'
import { makeContext } from './context.ts'
import type { Figure } from './figure.ts'
import type { Rounds } from './search.ts'
import { inRounds, median, p50, p95 } from './stats.ts'
import { undisturbed, undisturbedAsync } from './undisturbed.ts'

export type SlotFacts = Readonly<{
  providers: readonly string[]
  locationIds: readonly string[]
  visitTypeId: string
}>

type Input = InputOf<typeof findSlots>

/** As somebody narrows it down: everybody, some, one; a place; a part of the day; a day of the week; longer than most gaps. */
export function askedSlots({ providers, locationIds, visitTypeId }: SlotFacts): Input[] {
  const asked: Input[] = []
  for (const order of ['earliest', 'spread'] as const)
    for (const who of [[], providers.slice(0, 5), providers.slice(0, 1)])
      for (const locations of [[], locationIds.slice(0, 1)])
        for (const [fromMinute, toMinute] of [
          [0, 1440],
          [480, 720],
          [990, 1020],
        ] as const)
          for (const weekdays of [[], [5]])
            for (const minutes of [null, 60])
              asked.push({
                visitTypeId,
                order,
                providers: [...who],
                locations: [...locations],
                fromMinute,
                toMinute,
                weekdays,
                minutes,
              })
  return asked
}

/** Longer than any gap of a full calendar: everybody and every day of 90 is looked at. */
export const askedInVain = ({ visitTypeId }: SlotFacts): Input => ({
  visitTypeId,
  minutes: 240,
  fromMinute: 480,
  toMinute: 1020,
})

export async function* findingSlots(
  desk: Workstation,
  facts: SlotFacts,
  rounds: Rounds,
): AsyncGenerator<Figure> {
  const asked = askedSlots(facts)
  const ask = async (input: Input) => {
    const reply = await desk.dispatch(findSlots.name, JSON.stringify(input))
    if (!reply.ok) throw new Error(`no slots: ${reply.error.reason}`)
    return reply.value as { slots: readonly unknown[] }
  }
  const round = async () => {
    const ms: number[] = []
    for (const input of asked) ms.push(await undisturbedAsync(() => ask(input)))
    return ms
  }
  const counts = await Promise.all(asked.map(async (input) => (await ask(input)).slots.length))
  await round()
  const measured = await inRounds(round, p95, rounds)
  const ten = counts.filter((count) => count === 10).length
  const note = `${asked.length} searches over 90 days, ${facts.providers.length} providers, ${ten} of them find ten; warm, through the door, median of ${measured.length} rounds`
  yield {
    name: 'schedule.find-slots.p95',
    value: median(measured.map(p95)),
    unit: 'ms',
    bar: { atMost: 50 },
    note,
  }
  yield { name: 'schedule.find-slots.median', value: median(measured.map(p50)), unit: 'ms', bar: null, note }

  const input = findSlots.input.parse(askedInVain(facts))
  const ctx = makeContext(desk.session)
  const inVain = () => findSlotsHandler.answer(desk.session.store.read, input, ctx, desk.session)
  const { slots } = inVain()
  const vain = await inRounds(() => Array.from({ length: 20 }, () => undisturbed(inVain)), p95, rounds)
  yield {
    name: 'schedule.find-slots.whole.p95',
    value: median(vain.map(p95)),
    unit: 'ms',
    bar: { atMost: 50 },
    note: `a visit of four hours, of which there ${slots.length === 1 ? 'is 1' : `are ${slots.length}`}: every day of everybody is read, the search alone`,
  }
}
