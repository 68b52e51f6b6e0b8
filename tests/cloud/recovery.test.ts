/** The practice's recovery code: what the cloud holds of it, who comes back with it, and what it never lets anybody do. */
import { existsSync, rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { getPracticeCode } from '../../shared/access/get-practice-code.ts'
import { getGate } from '../../shared/access/get-gate.ts'
import { recoverPractice } from '../../shared/access/recover-practice.ts'
import { renewPracticeCode } from '../../shared/access/renew-practice-code.ts'
import { saveDraft, getDraft } from '../../shared/access/draft.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { connectCloud } from '../../shared/cloud/connect-cloud.ts'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { recoveryState } from '../../src-main/store/recovery-state.ts'
import { readSlots, writeSlots } from '../../src-main/vault/slots.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { owner } from '../../tools/kit/workstation.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { auditRows } from '../kit/practice.ts'
import { aPatient, cloudsOn, codeOf, fileOf, found, startedAgain, workstationKeyIn } from '../kit/recovery.ts'
import { recoveredPassword, withCode } from '../kit/recovery-input.ts'

const signedIn = { username: owner.username, password: owner.password }

describe.skipIf(skipWithout !== null)('the practice’s recovery code', () => {
  const postgres = usePostgres()
  const { two } = cloudsOn(postgres)

  test('whoever joins follows the key of whoever made the code; the cloud has what both sealed, and neither key', async () => {
    const { name, first, second } = await two()
    const [own, theirs] = [await first.call(getPracticeCode, {}), await second.desk.call(getPracticeCode, {})]
    expect(theirs).toMatchObject({
      letters: own.letters,
      madeAt: own.madeAt,
      isSealed: true,
      offeredAt: null,
    })
    expect(own.letters).toBe(first.practice.letters)

    const texts = await postgres.owner(name, (client) =>
      client.query<{ device: string; text: string }>('SELECT device_id AS device, text FROM recovery_text'),
    )
    const { tenant } = first.session.workstation
    const secrets: Buffer[] = []
    for (const { device, text } of texts.rows)
      secrets.push(await workstationKeyIn(text, { tenant, device }, first.practice.code))
    expect(new Set(texts.rows.map(({ device }) => device)).size).toBe(2)
    // each opens its own store, and another's text is refused in its place
    expect(secrets[0]?.equals(secrets[1] ?? Buffer.alloc(0))).toBe(false)
    await expect(
      workstationKeyIn(
        texts.rows[0]?.text ?? '',
        { tenant, device: texts.rows[1]?.device ?? '' },
        first.practice.code,
      ),
    ).rejects.toThrow('recovery.file-damaged')

    for (const keys of [first.keys, second.keys]) secrets.push(...keys.keys.values())
    const dump = await everything(name)
    // the look finds what is there to be found
    expect(dump.includes(own.letters ?? '?')).toBe(false)
    expect(dump.includes(texts.rows[0]?.device ?? '?')).toBe(true)
    expect(dump.includes(first.practice.code)).toBe(false)
    expect(dump.includes(first.practice.code.replaceAll('-', ''))).toBe(false)
    for (const key of secrets)
      for (const form of [
        key.toString('hex'),
        key.toString('base64'),
        key.toString('base64url'),
        key.toString('latin1'),
      ])
        expect(dump.includes(form)).toBe(false)
  })

  /** Every value of every table, as text. */
  async function everything(name: string): Promise<string> {
    return postgres.owner(name, async (client) => {
      const tables = await client.query<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
      )
      const parts: string[] = []
      for (const each of tables.rows) {
        const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM "${each.name}"`)
        for (const row of rows)
          for (const value of Object.values(row))
            parts.push(
              Buffer.isBuffer(value)
                ? `${value.toString('hex')} ${value.toString('base64')} ${value.toString('latin1')}`
                : typeof value === 'string'
                  ? value
                  : JSON.stringify(value),
            )
      }
      return parts.join('\n')
    })
  }

  test('a lost keychain: the code opens the very store, nothing that waited is lost, and it reaches the cloud', async () => {
    const { cloud, comeBack, first, second } = await two()
    await second.desk.call(registerPatient, aPatient('Sent before'))
    await upToDate(second.desk)
    await cloud.stop()
    // days without the cloud
    const waiting = ['Outage one', 'Outage two', 'Outage three']
    for (const family of waiting) await second.desk.call(registerPatient, aPatient(family))
    const draft = { kind: 'patients.register' as const, subject: 'new', body: '{"family":"Half typed"}' }
    await second.desk.call(saveDraft, draft)
    const before = auditRows(second.desk).map(({ seq, action }) => `${seq} ${action}`)
    const earlierKey = second.keys.keys.get(second.device)
    const oldKey = earlierKey && Buffer.from(earlierKey)
    second.desk.close()

    const back = await startedAgain(second, true)
    expect(await back.call(getGate, {})).toMatchObject({
      state: 'recovery',
      reason: 'keychain.entry-missing',
    })
    expect(await reasonOf(back.call(signIn, { ...signedIn, password: owner.password }))).toBe(
      'keychain.entry-missing',
    )
    const wrong = first.recoveryCode
    expect(await reasonOf(back.call(recoverPractice, withCode(wrong)))).toBe('practice-code.wrong')
    expect(await reasonOf(back.call(recoverPractice, withCode('7K2M')))).toBe('recovery.not-a-code')
    expect(
      await reasonOf(back.call(recoverPractice, { ...withCode(first.practice.code), username: 'nobody' })),
    ).toBe('practice-code.user')
    expect(second.keys.keys.size).toBe(0)
    await back.call(recoverPractice, withCode(first.practice.code))

    // another device key, and all that was here before
    const newKey = second.keys.keys.get(second.device)
    expect(newKey && oldKey && !newKey.equals(oldKey)).toBe(true)
    for (const family of [...waiting, 'Sent before']) expect(await found(back, family)).toBe(1)
    expect((await back.call(getDraft, { kind: draft.kind, subject: draft.subject })).draft?.body).toBe(
      draft.body,
    )
    expect(await back.call(getConnection, {})).toMatchObject({ toSend: 4, isProofLost: true, address: null })
    // the log goes on, and says what was done and tried
    const after = auditRows(back)
    expect(after.slice(0, before.length).map(({ seq, action }) => `${seq} ${action}`)).toEqual(before)
    const since = after.slice(before.length).filter(({ action }) => action !== 'patient.search')
    expect(since.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      // while the log was being opened again; what was tried before is written after it
      'key.changed done',
      'session.recover-practice refused',
      'session.recover-practice refused',
      'session.recover-practice refused',
      // a step of it, and then itself
      'credential.keep done',
      'session.recover-practice done',
    ])
    expect(after[before.length + 1]).toMatchObject({
      reason: 'practice-code.wrong',
      detail: '{"cloud":false,"late":true}',
    })
    expect((await back.call(getPracticeCode, {})).used).toMatchObject({ as: owner.displayName })
    back.close()

    // it comes again by its own password, and to the cloud with a colleague's code
    await comeBack()
    const once = await startedAgain(second)
    expect(await reasonOf(once.call(signIn, { ...signedIn, password: owner.password }))).toBe('sign-in.wrong')
    await once.call(signIn, { ...signedIn, password: recoveredPassword })
    await upToDate(first)
    const { address, code } = await codeOf(first)
    await once.call(connectCloud, { address, code })
    await upToDate(once)
    expect((await once.call(getConnection, {})).toSend).toBe(0)
    for (const family of waiting) await expect.poll(() => found(first, family), { timeout: 15_000 }).toBe(1)
    expect(once.faults).toEqual([])
  })

  test('what lies beside the slots is gone: the cloud’s copy, with a colleague’s code, opens the store and connects it again', async () => {
    const { first, second } = await two()
    await second.desk.call(registerPatient, aPatient('Kept in the outbox'))
    second.desk.close()
    rmSync(fileOf(second, 'recovery.json'))
    // and the code was renewed while it was away
    const next = await first.call(renewPracticeCode, { password: owner.password, code: first.practice.code })
    await upToDate(first)
    await expect.poll(() => recoveryState(first.session.store).unsent, { timeout: 15_000 }).toBe(false)

    const back = await startedAgain(second, true)
    expect(await reasonOf(back.call(recoverPractice, withCode(next.code)))).toBe('recovery.no-file')
    const once = await codeOf(first)
    const cloud = { address: once.address, code: once.code }
    expect(await reasonOf(back.call(recoverPractice, withCode(first.practice.code, cloud)))).toBe(
      'practice-code.wrong',
    )
    const twice = await codeOf(first)
    await back.call(recoverPractice, withCode(next.code, { address: twice.address, code: twice.code }))
    await upToDate(back)
    await expect.poll(() => found(first, 'kept in the outbox'), { timeout: 15_000 }).toBe(1)
    expect(await back.call(getPracticeCode, {})).toMatchObject({ isSealed: true })
    expect(existsSync(fileOf(second, 'recovery.json'))).toBe(true)
  })

  test('nobody is left who could sign in: the practice’s code makes a slot beside, under the same device key', async () => {
    const { first, second } = await two()
    second.desk.close()
    const slots = readSlots(fileOf(second, 'slots.json'))
    if (!slots) throw new Error('no slots')
    // whoever had the only slot has gone, and the sheet of their own with them
    writeSlots(fileOf(second, 'slots.json'), { ...slots, users: [] })
    const key = second.keys.keys.get(second.device)?.toString('hex')
    const back = await startedAgain(second)
    expect(await back.call(getGate, {})).toMatchObject({ state: 'sign-in' })
    expect(await reasonOf(back.call(recoverPractice, withCode(first.recoveryCode)))).toBe(
      'practice-code.wrong',
    )
    await back.call(recoverPractice, withCode(first.practice.code))
    expect(second.keys.keys.get(second.device)?.toString('hex')).toBe(key)
    // its proof is good still
    await upToDate(back)
    expect(auditRows(back).filter(({ action }) => action === 'session.recover-practice')).toMatchObject([
      { outcome: 'refused', reason: 'practice-code.wrong' },
      { outcome: 'done', actor: first.session.actor.id },
    ])
    expect(readSlots(fileOf(second, 'slots.json'))?.users.map(({ username }) => username)).toEqual([
      owner.username,
    ])
  })
})
