/** The audit log on its way to the cloud, on the screen and behind the lock: what is done is witnessed, whoever is signed in. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { startApp } from '../../tools/kit/app.ts'
import { goTo } from '../../tools/screens/visit.ts'
import { readAuditKeys } from '../../src-cloud/audit/keys.ts'
import { verifyAudit } from '../../src-cloud/audit/verify.ts'
import { inPractice } from '../../src-cloud/postgres/pool.ts'
import { join } from 'node:path'
import { CloudThatLeaves, connectOn, pillSays } from '../kit/cloud-apps.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { tempFolder } from '../kit/practice.ts'
import { noKeychain, pressLock, seededProfile, signInOn } from '../kit/seeded-app.ts'

describe.skipIf(skipWithout !== null || noKeychain !== null)('the audit log', () => {
  const postgres = usePostgres()

  test('is witnessed up to now; what was done last comes while the workstation is locked; an alarm waits for a person', async () => {
    const profile = await seededProfile(undefined, tempFolder())
    const away = new CloudThatLeaves(postgres.url(await postgres.makeDatabase()), postgres.folder)
    await away.come()
    onTestFinished(() => away.leave())
    const app = await startApp({ profile })
    onTestFinished(() => app.kill())
    const page = await app.page()
    await signInOn(page)
    await connectOn(page, away.cloud)
    const { pool } = away.cloud
    const { rows } = await pool.query<{ id: string }>('SELECT practices_after(NULL, 10) AS id')
    const practice = rows[0]?.id ?? ''
    const actions = () =>
      inPractice(pool, practice, async (client) => {
        const found = await client.query<{ action: string; device: string }>(
          `SELECT entry::jsonb->>'action' AS action, device_id AS device FROM audit_event ORDER BY leaf`,
        )
        return found.rows
      })
    await goTo(page, '/cloud')
    await expect
      .poll(() => page.getByLabel('Audit log', { exact: true }).innerText(), { timeout: 60_000 })
      .toMatch(/Witnessed by the cloud up to/)
    // from the first entry on, of before there was a cloud
    expect((await actions()).map(({ action }) => action)).toContain('practice.create')

    await pressLock(page)
    const locked = await app.page(page)
    await locked.getByRole('button', { name: 'Unlock' }).waitFor()
    await expect
      .poll(async () => (await actions()).map(({ action }) => action), { timeout: 60_000 })
      .toContain('session.lock')
    expect(await verifyAudit(pool, practice, readAuditKeys(join(postgres.folder, 'tls')), 0)).toMatchObject({
      faults: [],
      alarms: [],
      opsWithoutEntry: 0,
    })

    // something about the log of another computer; the owner is told, says what it was, and it is settled everywhere
    const device = (await actions())[0]?.device ?? ''
    await inPractice(pool, practice, (client) =>
      client.query('INSERT INTO audit_alarm (practice_id, kind, device_id) VALUES ($1, $2, $3)', [
        practice,
        'silent',
        device.replace(/^./, device.startsWith('0') ? '1' : '0'),
      ]),
    )
    await signInOn(locked)
    await pillSays(locked, '1 needs you')
    await goTo(locked, '/attention')
    await locked.getByText('a computer sends its work and not its log').first().click()
    await locked.getByLabel('What it was').fill('It was in the cupboard with its network off.')
    await locked.getByRole('button', { name: 'Settle' }).click()
    await pillSays(locked, 'Up to date')
    await expect
      .poll(
        () =>
          inPractice(pool, practice, async (client) => {
            const found = await client.query<{ reason: string | null }>('SELECT reason FROM audit_alarm')
            return found.rows.map(({ reason }) => reason)
          }),
        { timeout: 60_000 },
      )
      .toEqual(['It was in the cupboard with its network off.'])
    expect(await app.quit()).toBe(0)
  })
})
