/** Kinds of data between workstations: marks made apart all count, and what is not shown to an author the cloud lets nobody change. */
import { describe, expect, test } from 'vitest'
import { users } from '../../shared/access/user.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { SensitiveKind } from '../../shared/kernel/sensitivity.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import {
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  ownerRights,
  registerOne,
  settle,
  skipWithout,
  usePostgres,
  type Station,
} from '../kit/cloud.ts'
import { rowFor } from '../kit/rows.ts'
import { anActor, command, contextAt } from '../kit/store.ts'

describe.skipIf(skipWithout !== null)('kinds of data', () => {
  const postgres = usePostgres()

  test('marks made apart add up; who does not see an entry changes nothing of it, and keeps what they typed', async () => {
    const cloud = await newCloud(postgres.url(await postgres.makeDatabase()), postgres.folder)
    const practice = await newTestPractice(cloud)
    const [one, two] = [await newStation(cloud, practice), await newStation(cloud, practice)]
    makeOwner(one)
    const ben = {
      ...(rowFor(users, 2) as RowOf<typeof users>),
      ...ownerRights,
      roles: ['medical-assistant' as const],
    }
    command(one.store, (tx) => tx.put(users, ben))
    const patientId = registerOne(one)
    const problem = {
      ...(rowFor(problems, 1, { patientId }) as RowOf<typeof problems>),
      note: '',
    }
    command(one.store, (tx) => tx.put(problems, problem))
    await settle(one, two)

    const says = (by: string, reason = '') => ({ by, at: '2026-11-23T15:05:00.000Z', reason })
    const asBen = (work: Parameters<typeof command>[1]) =>
      command(two.store, work, { ...contextAt(), actor: { ...anActor, id: ben.id } })
    const mark = (...sensitivity: SensitiveKind[]) => ({ sensitivity, sensitivitySet: says(anActor.id) })
    const kindsAt = ({ store }: Station) => store.writers.of(problems).read(problem.id)?.row['sensitivity']
    const refusedOn = ({ store }: Station) =>
      store.db.prepare(`SELECT reason FROM attention WHERE state = 'open' ORDER BY madeAt`).pluck().all()
    const linesAt = ({ store }: Station) =>
      store.db.prepare('SELECT kind FROM sensitive_entry WHERE id = ? ORDER BY kind').pluck().all(problem.id)

    // apart: each marks what they know of, whoever may see it
    command(one.store, (tx) => tx.amend(problems, problem.id, mark('substance-use')))
    asBen((tx) => tx.amend(problems, problem.id, { sensitivity: ['hiv'], sensitivitySet: says(ben.id) }))
    await settle(one, two)
    await settle(one, two)
    expect([kindsAt(one), kindsAt(two)]).toEqual([kindsAt(one), kindsAt(one)])
    expect([...(kindsAt(one) as string[])].toSorted()).toEqual(['hiv', 'substance-use'])
    expect([linesAt(one), linesAt(two)]).toEqual([
      ['hiv', 'substance-use'],
      ['hiv', 'substance-use'],
    ])
    expect(refusedOn(two)).toEqual([])

    // whatever a workstation lets somebody do
    asBen((tx) => tx.amend(problems, problem.id, { note: 'Seen today' }))
    await settle(two, one)
    expect(refusedOn(two)).toEqual(['entry.withheld'])
    asBen((tx) => tx.amend(problems, problem.id, { sensitivity: [], sensitivitySet: says(ben.id, 'A slip') }))
    await settle(two, one)
    expect(refusedOn(two)).toEqual(['entry.withheld', 'entry.withheld'])
    expect([...(kindsAt(one) as string[])].toSorted()).toEqual(['hiv', 'substance-use'])
    expect(one.store.writers.of(problems).read(problem.id)?.row['note']).toBe('')

    // lifted by whoever sees it, and not without a reason
    const lift = (reason: string) =>
      command(one.store, (tx) =>
        tx.amend(problems, problem.id, { sensitivity: [], sensitivitySet: says(anActor.id, reason) }),
      )
    lift('A slip')
    await settle(one)
    expect([refusedOn(one), kindsAt(one), linesAt(one)]).toEqual([[], [], []])
    command(one.store, (tx) => tx.amend(problems, problem.id, mark('hiv')))
    await settle(one)
    lift('')
    await settle(one)
    expect(refusedOn(one)).toEqual(['marking.reason-first'])
  })
})
