/** What people do: real commands on real records. Every text they write is told from every other. */
import { users } from '../../shared/access/user.ts'
import { organizations } from '../../shared/access/organization.ts'
import { allergies } from '../../shared/charting/allergy.ts'
import { encounters } from '../../shared/charting/encounter.ts'
import { medications } from '../../shared/charting/medication.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { patients } from '../../shared/patients/patient.ts'
import { conflicts } from '../../shared/sync/conflict.ts'
import { storedBlobs } from '../../shared/sync/stored-blob.ts'
import { discardRefusedHandler, retryRefusedHandler } from '../../src-main/attention/settle-refused.ts'
import { resolveConflictHandler } from '../../src-main/attention/resolve-conflict.ts'
import type { Session } from '../../src-main/pipeline/session.ts'
import { rowFor } from '../kit/rows.ts'
import { accountForLoss, poisonKind, unwanted } from './cloud.ts'
import type { RowRef } from './issued.ts'
import { evict, isShown } from './people-charts.ts'
import { textsOf } from './texts.ts'
import { run } from './run-command.ts'
import type { Workstation } from './workstation.ts'

const ofPatient = [allergies, medications, problems, encounters] as const

/** Not everybody may write in charts at all times, or say who works here and as what. */
const physician = ['physician', 'administrator'] as const
const receptionist = ['front-desk'] as const

/** The first thing a workstation does: its user signs up. */
export function signUp(station: Workstation): void {
  const { id } = station.actor
  const user = { username: station.name, displayName: station.name, active: true, createdAt: station.wall }
  run(station, 'access.createUser@1', [{ record: users, id }], (tx) =>
    tx.put(users, {
      ...user,
      id,
      roles: [...physician],
      levels: [],
      exceptions: [],
      endsOn: null,
      scope: [],
      practitionerId: null,
    }),
  )
  station.world.rows.push({ record: users, id })
}

export function act(station: Workstation): void {
  const { world } = station
  const { people, plan } = world
  const { faults } = plan
  const what = people.weighted({
    make: 3,
    amend: 10,
    amendTwo: 2,
    resolve: 2,
    settle: 1,
    remove: faults.remove * 10,
    poison: faults.poison * 10,
    invalid: faults.invalidRow * 10,
    revoke: faults.revokeUser * 10,
    open: 2,
    evict: faults.evictChart * 20,
    forge: faults.forge * 10,
    changeRights: faults.changeRights * 10,
  })
  const target = visible(station, (ref) => textsOf(station, ref.record).length > 0)
  const other = visible(station, (ref) => ref.record.patient !== null && ref.record !== patients)
  switch (what) {
    case 'make':
      return make(station)
    case 'amend':
      return target ? amend(station, 'sim.amend@1', [target]) : make(station)
    case 'amendTwo':
      return target && other && target.id !== other.id
        ? amend(station, 'sim.amendTwo@1', [target, other])
        : make(station)
    case 'poison':
      return target ? amend(station, poisonKind, [target]) : make(station)
    case 'invalid': {
      const problem = visible(station, ({ record }) => record.type === problems.type)
      return problem ? amend(station, 'sim.amend@1', [problem], unwanted) : make(station)
    }
    case 'remove':
      if (other) run(station, 'sim.remove@1', [other], (tx) => tx.remove(other.record, other.id))
      return
    case 'revoke': {
      const user = visible(station, ({ record }) => record === users)
      if (!user) return
      const active = station.store.writers.of(users).read(user.id)?.row['active'] === true
      return run(station, 'access.setActive@1', [user], (tx) => tx.amend(users, user.id, { active: !active }))
    }
    case 'changeRights': {
      const user = visible(station, ({ record }) => record === users)
      if (!user) return
      const roles = station.store.writers.of(users).read(user.id)?.row['roles'] as readonly string[]
      const next = roles.includes('physician') ? receptionist : physician
      return run(station, 'access.setRoles@1', [user], (tx) => tx.amend(users, user.id, { roles: [...next] }))
    }
    case 'open':
    case 'evict': {
      const patient = visible(station, ({ record }) => record === patients)
      if (!patient) return
      return what === 'open' ? open(station, patient.id) : evict(station, patient.id)
    }
    case 'forge':
      return forge(station)
    case 'resolve':
      return resolve(station)
    case 'settle':
      return settle(station)
  }
}

/** One of the rows that are to be seen here. */
function visible(station: Workstation, wanted: (ref: RowRef) => boolean): RowRef | null {
  const { rows, people } = station.world
  const from = people.below(Math.max(1, rows.length))
  for (let n = 0; n < rows.length; n += 1) {
    // mostly the same few, so that people meet
    const ref = rows[((from % Math.min(rows.length, 12)) + n) % rows.length]
    const record = ref && station.version.of(ref.record.type)
    const there = record && wanted(ref) ? station.store.writers.of(record).read(ref.id)?.row : undefined
    if (ref && record && there && isShown(station, record, there)) return { ...ref, record }
  }
  return null
}

/** Somebody opens a chart. */
function open(station: Workstation, patient: string): void {
  run(
    station,
    'charting.openCharts@1',
    [],
    (tx) => tx.openChart(patient),
    () => station.charts.soon(),
  )
}

function make(station: Workstation): void {
  const { world } = station
  const n = world.people.below(1000)
  const patient = visible(station, ({ record }) => record === patients)
  if (!patient || world.people.chance(0.15)) {
    const id = station.newId()
    const allergy = station.newId()
    const refs = [
      { record: patients, id },
      { record: allergies, id: allergy },
    ]
    return run(station, 'patients.register@1', refs, (tx) => {
      const known = station.version.of(allergies.type) ?? allergies
      tx.put(
        patients,
        rowFor(patients, n, { id, family: `f${world.issued.size}`, registeredAt: longAgo }) as RowOf<
          typeof patients
        >,
      )
      tx.put(known, rowFor(known, n, { id: allergy, patientId: id }))
      world.rows.push(...refs)
    })
  }
  const chosen = world.people.chance(0.2) ? organizations : world.people.pick(ofPatient)
  const record = station.version.of(chosen.type) ?? organizations
  const id = station.newId()
  // most were seen long ago
  const startsAt = new Date(world.now - (world.people.chance(0.2) ? 1 : 1000) * 86_400_000).toISOString()
  const given = {
    id,
    ...(record.type !== organizations.type && { patientId: patient.id }),
    ...(record.type === encounters.type && { startsAt }),
  }
  run(station, `sim.make@1`, [{ record, id }], (tx) => {
    tx.put(record, rowFor(record, n, given))
    world.rows.push({ record, id })
  })
}

function amend(station: Workstation, kind: string, refs: readonly RowRef[], suffix = ''): void {
  const { world } = station
  const patches = refs.map(({ record }) => {
    const fields = textsOf(station, record)
    const some = world.people.chance(0.3) ? fields : [world.people.pick(fields)]
    return Object.fromEntries(some.map((field) => [field, `v${world.issued.size}${suffix}`]))
  })
  run(station, kind, refs, (tx) => {
    refs.forEach(({ record, id }, index) => tx.amend(record, id, patches[index] ?? {}))
  })
}

const longAgo = '2020-03-04T10:00:00.000Z'
const nobody = null as unknown as Session

/** A workstation that somebody has changed says what only the cloud can know: that it has the bytes of a document. */
function forge(station: Workstation): void {
  const id = station.newId()
  const row = rowFor(storedBlobs, station.world.people.below(1000), { id }) as RowOf<typeof storedBlobs>
  run(station, 'sim.forge@1', [{ record: storedBlobs, id }], (tx) => tx.put(storedBlobs, row))
}

/** Somebody looks at a conflict and chooses. */
function resolve(station: Workstation): void {
  const { world, store } = station
  const open = store
    .prepare<
      [],
      { id: string; version: number; kind: string; entityType: string; entityId: string; fields: string }
    >(
      `SELECT id, version, kind, entityType, entityId, fields FROM conflicts WHERE state = 'open' ORDER BY fields, kind`,
    )
    .all()
  if (open.length === 0) return
  const conflict = world.people.pick(open)
  const side = () => (world.people.chance(0.5) ? ('held' as const) : ('offered' as const))
  const whole = conflict.kind === 'fields' ? null : side()
  const choice = Object.fromEntries(
    (JSON.parse(conflict.fields) as { field: string }[]).map(({ field }) => [field, whole ?? side()]),
  )
  const entity = station.version.of(conflict.entityType)
  if (!entity) return
  const refs = [
    { record: entity, id: conflict.entityId },
    { record: conflicts, id: conflict.id },
  ]
  run(station, 'attention.resolveConflict@1', refs, (tx, ctx) =>
    resolveConflictHandler.run(
      tx,
      { conflictId: conflict.id, version: conflict.version, choice },
      ctx,
      nobody,
    ),
  )
}

/** Somebody looks at what was refused: sends it once more, or gives it up. */
function settle(station: Workstation): void {
  const { world, store } = station
  const open = store
    .prepare<[], { op: string }>(
      `SELECT op FROM attention JOIN outbox USING (op) WHERE attention.state = 'open'
       AND outbox.state IN ('rejected', 'held') ORDER BY localSeq`,
    )
    .all()
  if (open.length === 0) return
  const { op } = world.people.pick(open)
  const again = world.people.chance(0.6)
  run(
    station,
    'attention.settle@1',
    [],
    (tx, ctx) =>
      again
        ? retryRefusedHandler.run(tx, { op }, ctx, nobody)
        : discardRefusedHandler.run(tx, { op, reason: 'on paper' }, ctx, nobody),
    () => {
      world.tell(
        `${station.name}: ${again ? 'sends' : 'gives up'} op ${world.issued.get(op)?.n} ${again ? 'again' : ''}`,
      )
      const issued = world.issued.get(op)
      if (issued) issued.asked = again
      if (again) return
      station.givenUp.add(op)
      // after a restore the cloud may not have it either
      accountForLoss(world)
    },
  )
}
