/** Two people at two workstations let many records leave, one of them while the cloud is away; the cloud takes nobody's word for their own. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { recover } from '../../shared/access/recover.ts'
import { listAttention } from '../../shared/attention/list-attention.ts'
import { approveExport, askForExport } from '../../shared/exports/ask-for-export.ts'
import { exportActs } from '../../shared/exports/export-request.ts'
import { listExports } from '../../shared/exports/list-exports.ts'
import { setExportPolicy, getExportPolicy } from '../../shared/exports/set-export-policy.ts'
import { startExport } from '../../shared/exports/start-export.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { plainAct } from '../../src-main/exports/ask-for-export.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { openWorkstation, type Workstation } from '../../tools/kit/workstation.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { openWithAge, unpack } from '../kit/exports.ts'
import { tempFolder } from '../kit/practice.ts'
import { aPatient, cloudsOn, isPrepared } from '../kit/recovery.ts'
import { command } from '../kit/store.ts'

const administrator = { username: 'dives', password: 'juniper saffron raven 27' }
const handingOut = { recipient: 'system', purpose: 'move' } as const

describe.skipIf(skipWithout !== null)('exports at two workstations', () => {
  const postgres = usePostgres()
  const { two } = cloudsOn(postgres)

  test('one asks, another approves without a network at another computer, and the first writes it; their own approval is not taken', async () => {
    const { first, second, cloud, comeBack } = await two()
    const { code } = await first.call(invitePerson, {
      displayName: 'Dana Ives',
      username: administrator.username,
      roles: ['administrator'],
      levels: [],
    })
    await first.call(registerPatient, aPatient('Haverkamp'))
    const { version } = await first.call(getExportPolicy, {})
    await first.call(setExportPolicy, { version, policy: { exportAlone: 0, exportMost: null } })
    const { requestId } = await first.call(askForExport, {
      locationId: null,
      handingOut,
      reason: 'We change to another system.',
    })
    const { actor } = first.session
    const now = () => new Date().toISOString()
    // a workstation that was made to approve for the same person is not followed
    command(
      first.session.store,
      (tx) =>
        tx.put(exportActs, {
          ...plainAct,
          id: crypto.randomUUID(),
          requestId,
          kind: 'approved',
          until: new Date(Date.now() + 3_600_000).toISOString(),
          by: actor.id,
          at: now(),
        }),
      {
        actor,
        sessionId: first.session.id,
        opId: crypto.randomUUID(),
        now: now(),
        newId: () => crypto.randomUUID(),
      },
    )
    await expect
      .poll(async () => JSON.stringify(await first.call(listAttention, {})), { timeout: 60_000 })
      .toContain('export.same-person')

    await upToDate(second.desk)
    await expect.poll(() => isPrepared(second, administrator.username), { timeout: 60_000 }).toBe(true)
    second.desk.close()
    const there = await openWorkstation({ profile: second.profile, keys: second.keys })
    onTestFinished(() => there.close())
    await there.call(recover, { ...administrator, code })
    await upToDate(there)
    const stateAt = async (desk: Workstation) =>
      (await desk.call(listExports, {})).exports.find((each) => each.requestId === requestId)?.state
    await expect.poll(() => stateAt(there), { timeout: 60_000 }).toBe('waiting')

    await cloud.stop()
    await there.call(approveExport, { requestId, reason: 'Looked at the contract.' })
    await comeBack()
    await upToDate(there)
    await expect.poll(() => stateAt(first), { timeout: 60_000 }).toBe('ready')
    const folder = tempFolder()
    first.folder = folder
    const { begun } = await first.call(startExport, { requestId })
    await expect.poll(() => stateAt(first), { timeout: 60_000 }).toBe('written')
    await upToDate(first)
    await expect.poll(() => stateAt(there), { timeout: 60_000 }).toBe('written')
    const [file = ''] = readdirSync(folder)
    const { manifest } = unpack(await openWithAge(join(folder, file), begun?.passphrase ?? ''))
    expect(manifest).toMatchObject({ patients: 1, request: { approvedBy: 'Dana Ives' } })
    expect([first.faults, there.faults]).toEqual([[], []])
  })
})
