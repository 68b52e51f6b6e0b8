/** Who may do what: every role by every contract, asked at the real door. What is behind the door only says that it was reached. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { permissionsOf, roleNames, type Role } from '../../shared/access/roles.ts'
import type { Contract } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { handlers } from '../../src-main/handlers.ts'
import type { Handler } from '../../src-main/pipeline/handle.ts'
import { everyContract } from '../kit/examples.ts'
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

const reached = () => {
  throw new AppError('Conflict', 'matrix.reached')
}
const behind = Object.fromEntries(
  Object.entries(handlers as Record<string, Handler>).map(([key, { kind, contract }]) => [
    key,
    { kind, contract, run: reached, answer: reached, act: reached } as unknown as Handler,
  ]),
)

const doorsOf = (role: Role) => {
  const session = withRights(desk.session, [...permissionsOf([role])])
  return doorOf(desk, { handlers: behind, session: () => ({ ...session, id: crypto.randomUUID() }) })
}
/** As the catalog and the table of roles have it. */
const mayAsk = (role: Role, { permission }: Contract): boolean =>
  permission === 'before-sign-in' || permission === 'any-signed-in' || permissionsOf([role]).has(permission)

test('every role reaches what its rights name and nothing else', async () => {
  const wrong: string[] = []
  const counts = { allowed: 0, denied: 0 }
  for (const role of roleNames) {
    const door = doorsOf(role)
    for (const contract of everyContract) {
      const caller = contract.kind === 'command' && contract.caller === 'internal' ? 'job' : 'window'
      const reply = await door(contract.name, JSON.stringify(contract.example), caller)
      const came = reply.ok ? 'ok' : reply.error.reason
      const may = mayAsk(role, contract)
      counts[may ? 'allowed' : 'denied'] += 1
      if (came !== (may ? 'matrix.reached' : 'permission.missing'))
        wrong.push(`${role} / ${contract.name}: ${came}`)
    }
  }
  console.log(
    `matrix: ${roleNames.length} roles by ${everyContract.length} contracts: ${counts.allowed} allowed, ${counts.denied} denied, ${wrong.length} wrong`,
  )
  expect(wrong).toEqual([])
  expect(Math.min(counts.allowed, counts.denied)).toBeGreaterThan(100)
})

test('duties are apart: who gives access reads no chart, who audits changes nothing', () => {
  const denied = (role: Role, ...rights: Permission[]) =>
    expect([role, rights.filter((right) => permissionsOf([role]).has(right))]).toEqual([role, []])
  denied('administrator', 'chart.read', 'chart.write', 'chart.sign', 'patient.find')
  denied('auditor', 'chart.write', 'patient.edit', 'billing.write', 'schedule.write', 'user.manage')
  const others = roleNames.filter((role) => role !== 'administrator')
  for (const role of others) denied(role, 'user.manage')
})
