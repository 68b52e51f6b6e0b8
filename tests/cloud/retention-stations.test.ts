/** Two people at two workstations let old entries of the audit go, one of them while the cloud is away; a hold of either is heard by both and by the cloud. */
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { recover } from '../../shared/access/recover.ts'
import { listAttention } from '../../shared/attention/list-attention.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { confirmPurge, listPurges, proposePurge } from '../../shared/retention/decide-purge.ts'
import { liftHold, listHolds, placeHold } from '../../shared/retention/hold.ts'
import { purgeActs } from '../../shared/retention/purge.ts'
import { readAuditKeys } from '../../src-cloud/audit/keys.ts'
import { verifyAudit } from '../../src-cloud/audit/verify.ts'
import { listPurge, purge } from '../../tools/cloud-retention.ts'
import { openWorkstation, type Workstation } from '../../tools/kit/workstation.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { aDesk, type There } from '../kit/audit-desks.ts'
import { auditEntry } from '../kit/audit-logs.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { age } from '../kit/old-audit.ts'
import { aPatient, cloudsOn, isPrepared } from '../kit/recovery.ts'
import { command } from '../kit/store.ts'

const administrator = { username: 'dives', password: 'juniper saffron raven 27' }
const reason = 'Older than the policy says.'

describe.skipIf(skipWithout !== null)('retention at two workstations', () => {
  const postgres = usePostgres()
  const { two } = cloudsOn(postgres)

  test('one proposes, another confirms without a network; a hold stops it and lifting lets it go; both see what became of it', async () => {
    const { first, second, cloud, comeBack, name, folder } = await two()
    const { code } = await first.call(invitePerson, {
      displayName: 'Dana Ives',
      username: administrator.username,
      roles: ['administrator'],
      levels: [],
    })
    const { patientId } = await first.call(registerPatient, aPatient('Haverkamp'))
    await upToDate(first)
    await upToDate(second.desk)
    await expect.poll(() => isPrepared(second, administrator.username), { timeout: 60_000 }).toBe(true)
    second.desk.close()
    const there = await openWorkstation({ profile: second.profile, keys: second.keys })
    onTestFinished(() => there.close())
    await there.call(recover, { ...administrator, code })
    await upToDate(there)

    const practice = first.session.workstation.tenant
    // the log of a third one, seven years ago
    const places = { postgres, name, practice, cloud } as unknown as There
    const desk = await aDesk(places)
    for (let n = 0; n < 30; n += 1) desk.log.append(auditEntry({ subject: n % 2 === 0 ? patientId : null }))
    await desk.send()
    await age(places, 7)
    const listed = await listPurge(cloud.pool, { folder }, practice)
    expect(listed.count).toBeGreaterThan(10)
    const stateAt = async (desk: Workstation) =>
      (await desk.call(listPurges, {})).purges.find(({ purgeListId }) => purgeListId === listed.id)?.state
    await expect.poll(() => stateAt(there), { timeout: 60_000 }).toBe('listed')
    const said = { purgeListId: listed.id, reason }
    await expect.poll(() => stateAt(first), { timeout: 60_000 }).toBe('listed')
    await first.call(proposePurge, said)
    // a workstation that was made to confirm for the same person is not followed
    const [proposal] = first.session.store.read.rows<{ id: string }>('SELECT id FROM purgeActs')
    const { actor } = first.session
    command(
      first.session.store,
      (tx) =>
        tx.put(purgeActs, {
          id: crypto.randomUUID(),
          listId: listed.id,
          proposalId: proposal?.id ?? null,
          kind: 'confirmed',
          reason,
          by: actor.id,
          at: new Date().toISOString(),
        }),
      {
        actor,
        sessionId: first.session.id,
        opId: crypto.randomUUID(),
        now: new Date().toISOString(),
        newId: () => crypto.randomUUID(),
      },
    )
    await expect
      .poll(async () => JSON.stringify(await first.call(listAttention, {})), { timeout: 60_000 })
      .toContain('purge.same-person')
    await expect.poll(() => stateAt(there), { timeout: 60_000 }).toBe('proposed')
    expect((await purge(cloud.pool, { folder }, practice)).gone).toEqual([])

    await cloud.stop()
    await there.call(confirmPurge, said)
    const again = await comeBack()
    await upToDate(there)
    const { legalHoldId } = await first.call(placeHold, { patientId, reason: 'A claim is coming.' })
    await upToDate(first)
    await expect.poll(async () => (await there.call(listHolds, {})).holds.length, { timeout: 60_000 }).toBe(1)
    expect(await purge(again.pool, { folder }, practice)).toMatchObject({ failed: 1 })
    await expect.poll(() => stateAt(there), { timeout: 60_000 }).toBe('stale')
    expect((await verifyNow(again)).gone).toBe(0)

    await first.call(liftHold, { legalHoldId, reason: 'It was settled.' })
    await upToDate(first)
    const anew = await listPurge(again.pool, { folder }, practice)
    const open = async (desk: Workstation) =>
      (await desk.call(listPurges, {})).purges.find(({ purgeListId }) => purgeListId === anew.id)?.state
    await expect.poll(() => open(there), { timeout: 60_000 }).toBe('listed')
    await there.call(proposePurge, { purgeListId: anew.id, reason })
    await upToDate(there)
    await expect.poll(() => open(first), { timeout: 60_000 }).toBe('proposed')
    await first.call(confirmPurge, { purgeListId: anew.id, reason })
    await upToDate(first)
    expect((await purge(again.pool, { folder }, practice)).gone).toMatchObject([
      { count: anew.count, state: 'gone' },
    ])
    for (const desk of [first, there]) await expect.poll(() => open(desk), { timeout: 60_000 }).toBe('done')
    expect(await verifyNow(again)).toMatchObject({ gone: anew.count, faults: [] })
    expect([first.faults, there.faults]).toEqual([[], []])

    function verifyNow({ pool }: Pick<typeof cloud, 'pool'>) {
      return verifyAudit(pool, practice, readAuditKeys(join(folder, 'tls')))
    }
  })
})
