/** Writing: somebody is registered, through the door, with the look for duplicates, the op and the audit entry. */
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { must } from '../../shared/kernel/errors.ts'
import { drawBlock } from '../demo/population.ts'
import { readDay } from '../demo/days.ts'
import type { Workstation } from '../kit/workstation.ts'
import type { Figure } from './figure.ts'
import { benchDay } from './people.ts'
import type { Rounds } from './search.ts'
import { inRounds, median, p50, p95, timedAsync } from './stats.ts'

const perRound = 50

/** People of another seed than the practice's, so that nobody is there already. */
export function* newcomers(): Generator<string> {
  const { demographics, coverages } = registerPatient.example
  for (let block = 0; ; block += 1)
    for (const { name, birthDate, phones } of drawBlock('bench-newcomers', block, readDay(benchDay)))
      yield JSON.stringify({
        demographics: {
          ...demographics,
          family: name.family,
          given: name.given[0] ?? '',
          birthDate,
          phones,
        },
        coverages,
        notADuplicate: false,
      })
}

export async function* registrations(desk: Workstation, rounds: Rounds): AsyncGenerator<Figure> {
  const people = newcomers()
  const round = async () => {
    const ms: number[] = []
    for (let count = 0; count < perRound; count += 1) {
      const { value: json } = people.next()
      must(typeof json === 'string', 'bench.newcomer')
      ms.push(
        await timedAsync(async () => {
          const reply = await desk.dispatch(registerPatient.name, json)
          // a namesake born on the same day is looked for, and once in a while found
          if (!reply.ok && reply.error.reason !== 'patient.duplicate')
            throw new Error(`not registered: ${reply.error.reason}`)
        }),
      )
    }
    return ms
  }
  await round()
  const measured = await inRounds(round, p50, rounds)
  const note = `${perRound} people, warm, two durable writes each, median of ${measured.length} rounds`
  yield { name: 'store.register.p95', value: median(measured.map(p95)), unit: 'ms', bar: null, note }
  yield { name: 'store.register.median', value: median(measured.map(p50)), unit: 'ms', bar: null, note }
}
