/** A practice of two locations, and people who reach some of it. */
import { permissionsOf, type Role } from '../../shared/access/roles.ts'
import { saveLocation } from '../../shared/access/save-location.ts'
import { getPerson } from '../../shared/access/get-person.ts'
import { setScope } from '../../shared/access/set-scope.ts'
import { users } from '../../shared/access/user.ts'
import { encounters } from '../../shared/charting/encounter.ts'
import { getChart } from '../../shared/charting/get-chart.ts'
import type { Command, Contract, InputOf, OutputOf, Query } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { type Permission } from '../../shared/kernel/permissions.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { TestClock } from './clock.ts'
import { reasonOf } from './closed-practice.ts'
import { doorOf, newPractice, withRights, type Practice } from './practice.ts'
import { rowFor } from './rows.ts'
import { command } from './store.ts'

const { demographics } = registerPatient.example

export type Person = Readonly<{ id: string }> & {
  call<C extends Command | Query>(contract: C, input: InputOf<C>): Promise<OutputOf<C>>
  ask(contract: Contract, input: unknown): ReturnType<ReturnType<typeof doorOf>>
}

/** Somebody who works here, at the same workstation, one after the other. */
export function colleague(
  desk: Practice,
  n: number,
  roles: readonly Role[],
  more: Readonly<{ rights?: readonly Permission[]; levels?: readonly string[] }> = {},
): Person {
  const row = rowFor(users, n, {
    roles: [...roles],
    levels: [...(more.levels ?? [])],
    displayName: `Colleague ${n}`,
    practitionerId: null,
    active: true,
    endsOn: null,
  })
  command(desk.session.store, (tx) => tx.put(users, row as never))
  const session = withRights(desk.session, [...permissionsOf(roles), ...(more.rights ?? [])])
  const door = doorOf(desk, { session: () => ({ ...session, actor: { ...session.actor, id: row.id } }) })
  const ask = (contract: Contract, input: unknown) => {
    const caller = contract.kind === 'command' && contract.caller === 'internal' ? 'job' : 'window'
    return door(contract.name, JSON.stringify(input), caller)
  }
  return {
    id: row.id,
    ask,
    async call(contract, input) {
      const reply = await ask(contract, input)
      if (!reply.ok) throw new AppError(reply.error.code, reply.error.reason, reply.error.params)
      return reply.value as never
    },
  }
}

/** Two locations; one of them has two departments. A patient of each, and one of none. */
export async function practiceOfTwo() {
  const clock = new TestClock()
  const desk = await newPractice({ clock })
  const place = async (name: string, partOf: string | null = null) =>
    (
      await desk.call(saveLocation, {
        locationId: null,
        version: null,
        name,
        phone: '',
        address: '',
        partOf,
      })
    ).locationId
  const [north, harbor] = [await place('Northside'), await place('Harbor')]
  const [heart, mind] = [await place('Cardiology', harbor), await place('Behavioral health', harbor)]
  const register = async (family: string, places: string[]) =>
    (
      await desk.call(registerPatient, {
        ...registerPatient.example,
        notADuplicate: true,
        places,
        demographics: {
          ...demographics,
          family,
          given: 'Raeann',
          phones: [{ use: 'home', number: '617-555-0142' }],
        },
      })
    ).patientId
  const patient = {
    north: await register('Northman', [north]),
    harbor: await register('Harborne', [harbor]),
    heart: await register('Heartwell', [heart]),
    none: await register('Nowhere', []),
  }
  const reach = async (who: Person, scope: string[], practitionerId: string | null = null) => {
    const { person } = await desk.call(getPerson, { userId: who.id })
    await desk.call(setScope, { userId: who.id, version: person.version, scope, practitionerId })
  }
  const visit = (patientId: string, locationId: string | null, more: Record<string, unknown> = {}) =>
    command(desk.session.store, (tx) =>
      tx.put(
        encounters,
        rowFor(encounters, 1, {
          patientId,
          locationId,
          practitionerId: null,
          status: 'finished',
          ...more,
        }) as never,
      ),
    )
  /** Of the four, whose charts open to somebody. */
  const opened = async (who: Person) => {
    const all = await Promise.all(
      Object.entries(patient).map(async ([name, patientId]) =>
        (await reasonOf(who.call(getChart, { patientId }))) === 'ok' ? [name] : [],
      ),
    )
    return all.flat()
  }
  return { clock, desk, north, harbor, heart, mind, place, patient, reach, visit, opened, register }
}
