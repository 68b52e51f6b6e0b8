/** One practice with several workstations, enrolled and empty; the first of them makes its users. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { users } from '../../shared/access/user.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { createPractice, enrolDevice } from '../../src-cloud/postgres/credentials.ts'
import type { CloudProcess } from './cloud-process.ts'
import { Desk, deskRoles, type DeskPlace } from './desk.ts'
import { settleDesks } from './settle-desks.ts'

const people = [
  'Ana Rivera, MD',
  'Ben Okafor, MD',
  'Carla Lindqvist, NP',
  'Dmitri Havel, RN',
  'Esther Mwangi, MA',
]

/**
 * `port`: where workstations reach the cloud, which may be a way of ours between. Resolves once the users of all are in
 * the cloud; the workstations pull them by themselves.
 */
export async function practiceOfDesks(
  cloud: CloudProcess,
  options: Readonly<{ desks: number; folder: string; port: number; clock: Clock; timeoutMs: number }>,
): Promise<{ practice: string; places: readonly DeskPlace[] }> {
  const { desks, folder, port, clock, timeoutMs } = options
  const places = await cloud.withPool(async (pool) => {
    const practice = await createPractice(pool, 'Harbor Street Family Medicine')
    const made: DeskPlace[] = []
    for (let n = 0; n < desks; n += 1) {
      const device = randomUUID()
      const place = join(folder, `desk-${n + 1}`)
      mkdirSync(place, { recursive: true })
      made.push({
        folder: place,
        key: randomBytes(32).toString('hex'),
        practice,
        device,
        cloud: {
          host: '127.0.0.1',
          port,
          ca: [cloud.ca],
          token: await enrolDevice(pool, practice, device),
          certificate: null,
        },
        user: { id: randomUUID(), displayName: people[n % people.length] ?? '' },
        firstMrn: 100_001 + n * 100_000,
        timeoutMs,
      })
    }
    return made
  })
  const [first] = places
  if (!first) throw new Error('a practice has at least one workstation')
  const desk = new Desk(first, clock)
  try {
    const row = {
      roles: [...deskRoles],
      active: true,
      createdAt: instantOf(clock.now()),
      levels: [],
      exceptions: [],
      scope: [],
      practitionerId: null,
      endsOn: null,
    }
    desk.write('access.createPractice@1', (tx) => {
      places.forEach(({ user }, n) => tx.put(users, { ...row, ...user, username: `user${n + 1}` }))
    })
    await settleDesks([desk])
  } finally {
    desk.close()
  }
  return { practice: first.practice, places }
}
