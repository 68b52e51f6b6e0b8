/** The shortest story of the same fault: without the faults, workstations and time that it does not need. */
import { faultNames, type Plan } from './plan.ts'
import { simulate, type Outcome } from './run.ts'

export async function shrink(
  plan: Plan,
  invariant: number,
): Promise<Readonly<{ plan: Plan; outcome: Outcome }>> {
  let best = { plan, outcome: await simulate(plan) }
  const attempt = async (smaller: Plan): Promise<boolean> => {
    const outcome = await simulate(smaller)
    if (outcome.violation?.invariant !== invariant) return false
    best = { plan: smaller, outcome }
    return true
  }
  for (let again = true; again;) {
    again = false
    for (const name of faultNames)
      if (best.plan.faults[name] > 0)
        again = (await attempt({ ...best.plan, faults: { ...best.plan.faults, [name]: 0 } })) || again
    if (best.plan.workstations > 1)
      again = (await attempt({ ...best.plan, workstations: best.plan.workstations - 1 })) || again
    for (const part of [0.5, 0.8])
      if (best.plan.lengthMs > 60_000)
        again = (await attempt({ ...best.plan, lengthMs: Math.round(best.plan.lengthMs * part) })) || again
  }
  return best
}
