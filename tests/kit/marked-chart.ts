/** A chart with a visit, a problem and a medication, and colleagues with rights of their own at one workstation. */
import { users } from '../../shared/access/user.ts'
import { permissionsOf, type Role } from '../../shared/access/roles.ts'
import { encounters } from '../../shared/charting/encounter.ts'
import { medications } from '../../shared/charting/medication.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { Command, InputOf, OutputOf, Query } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { markEntry } from '../../shared/privacy/mark-entry.ts'
import { doorOf, newPractice, withRights, type Practice } from './practice.ts'
import { rowFor } from './rows.ts'
import { command } from './store.ts'

export type Person = Readonly<{ id: string }> & {
  call<C extends Command | Query>(contract: C, input: InputOf<C>): Promise<OutputOf<C>>
}

/** A colleague at the same workstation, one after the other. */
export function colleague(
  desk: Practice,
  n: number,
  roles: readonly Role[],
  more: readonly Permission[] = [],
): Person {
  const exceptions = more.map((permission) => ({
    permission,
    allow: true,
    until: '2099-01-01',
    reason: 'Covers',
  }))
  const row = rowFor(users, n, {
    roles: [...roles],
    levels: [],
    exceptions,
    displayName: `Colleague ${n}`,
    active: true,
    endsOn: null,
  })
  command(desk.session.store, (tx) => tx.put(users, row as never))
  const session = withRights(desk.session, [...permissionsOf(roles), ...more])
  const door = doorOf(desk, { session: () => ({ ...session, actor: { ...session.actor, id: row.id } }) })
  return {
    id: row.id,
    async call(contract, input) {
      const reply = await door(contract.name, JSON.stringify(input))
      if (!reply.ok) throw new AppError(reply.error.code, reply.error.reason, reply.error.params)
      return reply.value as never
    },
  }
}

export async function practiceWithChart() {
  const desk = await newPractice()
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  const put = (record: RecordType, n: number, more: Record<string, unknown> = {}): string => {
    const row = rowFor(record, n, { patientId, ...more })
    command(desk.session.store, (tx) => tx.put(record, row))
    return row.id
  }
  const visit = put(encounters, 1, { kind: 'Counselling', startsAt: '2026-03-01T10:00:00.000Z' })
  const problem = put(problems, 1, {
    name: 'Opioid dependence',
    clinicalStatus: 'active',
    encounterId: visit,
  })
  const medication = put(medications, 1, {
    name: 'Buprenorphine',
    status: 'active',
    encounterId: visit,
    drugId: null,
  })
  const [physician, assistant] = [
    colleague(desk, 11, ['physician']),
    colleague(desk, 13, ['medical-assistant']),
  ]
  const mark = (who: Person, more: Partial<InputOf<typeof markEntry>>) =>
    who.call(markEntry, {
      patientId,
      type: 'problem',
      entryId: problem,
      version: 1,
      kinds: ['substance-use'],
      reason: '',
      withContents: false,
      ...more,
    })
  return { desk, patientId, put, visit, problem, medication, physician, assistant, mark }
}
