/** What is played as it is to come, by the people and the workstations of a run that has healed; the run's checks look at every step of it. */
import { problems } from '../../shared/charting/problem.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { patients } from '../../shared/patients/patient.ts'
import { rowFor } from '../kit/rows.ts'
import { evict } from './people-charts.ts'
import type { SceneName } from './plan.ts'
import { run } from './run-command.ts'
import type { World } from './world.ts'

/** `rest`: until nobody has anything left to send or to read. */
type Scene = (world: World, rest: () => Promise<void>) => Promise<void>

export const scenes: Readonly<Record<SceneName, Scene>> = {
  async 'a chart kept in part unseen goes'(world, rest) {
    const author = world.stations.find(({ isOlder }) => !isOlder)
    if (!author) return
    const [id, problem] = [author.newId(), author.newId()]
    const made = [
      { record: patients, id },
      { record: problems, id: problem },
    ]
    run(author, 'sim.make@1', made, (tx) => {
      tx.put(patients, rowFor(patients, 1, { id }) as RowOf<typeof patients>)
      tx.put(problems, rowFor(problems, 1, { id: problem, patientId: id }) as RowOf<typeof problems>)
      world.rows.push(...made)
    })
    await rest()
    // of whom the version before knows everything but the problem
    for (const older of world.stations.filter(({ isOlder }) => isOlder)) evict(older, id)
    await rest()
  },
}
