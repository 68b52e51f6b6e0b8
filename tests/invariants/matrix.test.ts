/** Who may do what: every role by every contract, asked at the real door. What is behind the door only says that it was reached. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { permissionsOf, roleNames, type Role } from '../../shared/access/roles.ts'
import type { Contract } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { handlers } from '../../src-main/handlers.ts'
import type { Handler } from '../../src-main/pipeline/handle.ts'
import { everyContract } from '../kit/examples.ts'
import { chartRestrictions } from '../../shared/privacy/chart-restriction.ts'
import { locations } from '../../shared/access/location.ts'
import { users } from '../../shared/access/user.ts'
import { patientPlaces } from '../../shared/patients/patient-place.ts'
import { emergencyAccesses } from '../../shared/privacy/emergency-access.ts'
import { getChart } from '../../shared/charting/get-chart.ts'
import { command } from '../kit/store.ts'
import { doorOf, makeFolder, practiceIn, removeFolder, withRights, type Practice } from '../kit/practice.ts'

const folder = makeFolder(true)
let desk: Practice
beforeAll(async () => {
  desk = await practiceIn(folder)
})
afterAll(() => {
  desk.close()
  removeFolder(folder)
})

const { patientId } = getChart.example

const reached = () => {
  throw new AppError('Conflict', 'matrix.reached')
}
const behind = Object.fromEntries(
  Object.entries(handlers as Record<string, Handler>).map(([key, { kind, contract }]) => [
    key,
    { kind, contract, run: reached, answer: reached, act: reached } as unknown as Handler,
  ]),
)

/**
 * As the practice is when somebody asks: their chart of the example open to all,
 * of a location that they do not reach, closed to them, opened in an emergency; nobody in. */
const states = ['open', 'elsewhere', 'closed', 'emergency', 'locked'] as const
type State = (typeof states)[number]

function doorsOf(role: Role, state: State) {
  const session = withRights(desk.session, [...permissionsOf([role])])
  return doorOf(desk, {
    handlers: behind,
    session: () => (state === 'locked' ? null : { ...session, id: crypto.randomUUID() }),
  })
}
function put(state: State): void {
  const { actor, store, workstation } = desk.session
  const at = new Date().toISOString()
  const until = new Date(Date.now() + 3_000_000).toISOString()
  command(store, (tx) => {
    // from here on: what is restricted is said to be that, and an emergency opens both
    if (state === 'elsewhere') {
      const place = { phone: null, address: null, active: true, own: true, partOf: null, timeZone: null }
      const [here, there] = [crypto.randomUUID(), crypto.randomUUID()]
      tx.put(locations, { id: here, name: 'Northside', ...place })
      tx.put(locations, { id: there, name: 'Harbor', ...place })
      tx.put(patientPlaces, { id: patientId, places: [there], people: [], by: actor.id, at })
      tx.amend(users, actor.id, { scope: [here] })
    }
    if (state === 'closed')
      tx.put(chartRestrictions, {
        id: patientId,
        kinds: ['vip'],
        note: '',
        people: [],
        active: true,
        by: actor.id,
        at,
      })
    if (state === 'emergency')
      tx.put(emergencyAccesses, {
        id: crypto.randomUUID(),
        userId: actor.id,
        patientId,
        device: workstation.device,
        reason: 'other',
        words: '',
        at,
        until,
        endedAt: null,
      })
  })
}
/** Administration, and taking records in or out: not while a chart is open in an emergency. */
const notMeanwhile = [
  'user.manage',
  'practice.configure',
  'record.export',
  'export.clear',
  'record.import',
  'audit.read',
  'retention.purge',
]

/** As the catalog and the table of roles have it. */
function expected(role: Role, { permission, audit, closedCharts, input, example }: Contract, state: State) {
  if (permission !== 'before-sign-in' && state === 'locked') return 'session.locked'
  const isGate = permission === 'before-sign-in' || permission === 'any-signed-in'
  if (!isGate && !permissionsOf([role]).has(permission)) return 'permission.missing'
  if (state === 'emergency' && notMeanwhile.includes(permission)) return 'emergency.first-end'
  const about = 'none' in audit ? null : audit.subject(input.parse(example), null)
  if (about === patientId && closedCharts !== 'too' && state === 'elsewhere') return 'chart.out-of-scope'
  if (state === 'closed' && about === patientId && closedCharts !== 'too') return 'chart.restricted'
  return 'matrix.reached'
}

test('every role reaches what its rights name and nothing else; of a chart out of reach and of a closed one nothing, in an emergency nothing beside it', async () => {
  const wrong: string[] = []
  const counts: Record<string, number> = {}
  for (const state of states) {
    put(state)
    for (const role of roleNames) {
      const door = doorsOf(role, state)
      for (const contract of everyContract) {
        const caller = contract.kind === 'command' && contract.caller === 'internal' ? 'job' : 'window'
        const reply = await door(contract.name, JSON.stringify(contract.example), caller)
        const came = reply.ok ? 'ok' : reply.error.reason
        const wanted = expected(role, contract, state)
        counts[wanted] = (counts[wanted] ?? 0) + 1
        if (came !== wanted) wrong.push(`${state} / ${role} / ${contract.name}: ${came}, not ${wanted}`)
      }
    }
  }
  console.log(
    `matrix: ${roleNames.length} roles by ${everyContract.length} contracts by ${states.length} states: ${JSON.stringify(counts)}, ${wrong.length} wrong`,
  )
  expect(wrong).toEqual([])
  for (const reason of [
    'matrix.reached',
    'permission.missing',
    'session.locked',
    'chart.restricted',
    'chart.out-of-scope',
  ])
    expect([reason, counts[reason]]).toEqual([reason, expect.toSatisfy((count: number) => count > 100)])
  expect(counts['emergency.first-end']).toBeGreaterThan(20)
})

test('duties are apart: who gives access reads no chart, who audits changes nothing', () => {
  const denied = (role: Role, ...rights: Permission[]) =>
    expect([role, rights.filter((right) => permissionsOf([role]).has(right))]).toEqual([role, []])
  denied('administrator', 'chart.read', 'chart.write', 'chart.sign', 'patient.find')
  denied('auditor', 'chart.write', 'patient.edit', 'billing.write', 'schedule.write', 'user.manage')
  const others = roleNames.filter((role) => role !== 'administrator')
  for (const role of others) denied(role, 'user.manage')
})
