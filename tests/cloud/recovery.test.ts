/** The practice's recovery code: what the cloud holds of it, who comes back with it, and what it never lets anybody do. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { confirmPracticeCode } from '../../shared/access/confirm-practice-code.ts'
import { getPracticeCode } from '../../shared/access/get-practice-code.ts'
import { getGate } from '../../shared/access/get-gate.ts'
import { joinPractice } from '../../shared/access/join-practice.ts'
import { recoverPractice } from '../../shared/access/recover-practice.ts'
import { renewPracticeCode } from '../../shared/access/renew-practice-code.ts'
import { saveDraft, getDraft } from '../../shared/access/draft.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { connectCloud } from '../../shared/cloud/connect-cloud.ts'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { makeEnrolmentCode } from '../../shared/cloud/make-enrolment-code.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { addRecoveryKey } from '../../src-cloud/postgres/recovery.ts'
import { noteRecovery, recoveryState } from '../../src-main/store/recovery-state.ts'
import { makePracticeKey } from '../../src-main/vault/practice-key.ts'
import { readSlots, writeSlots } from '../../src-main/vault/slots.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { KeysInMemory, owner, type Workstation } from '../../tools/kit/workstation.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { cloudFolder, newCloud, skipWithout, usePostgres } from '../kit/cloud.ts'
import { auditRows, tempFolder } from '../kit/practice.ts'
import {
  aPatient,
  connected,
  fileOf,
  found,
  joined,
  joinerPassword,
  startedAgain,
  workstationKeyIn,
} from '../kit/recovery.ts'
import { recoveredPassword, withCode } from '../kit/recovery-input.ts'

const signedIn = { username: owner.username, password: owner.password }

describe.skipIf(skipWithout !== null)('the practice’s recovery code', () => {
  const postgres = usePostgres()

  async function aCloud() {
    const [name, folder] = [await postgres.makeDatabase(), cloudFolder()]
    const cloud = await newCloud(postgres.url(name), folder)
    /** The same cloud once more, at its address. */
    const comeBack = () => newCloud(postgres.url(name), folder, { port: cloud.port })
    return { cloud, name, comeBack }
  }
  /** Two workstations that the cloud says have sealed theirs. */
  async function two() {
    const { cloud, name, comeBack } = await aCloud()
    const first = await connected(cloud)
    await upToDate(first)
    const second = await joined(first)
    await upToDate(second.desk)
    await followed(second.desk, 2)
    askAgain(first)
    await followed(first, 2)
    return { cloud, name, comeBack, first, second }
  }
  /** Until the cloud says that so many follow the latest key. */
  async function followed(desk: Workstation, sealed: number): Promise<void> {
    await expect
      .poll(async () => (await desk.call(getPracticeCode, {})).workstations?.sealed, { timeout: 15_000 })
      .toBe(sealed)
  }
  /** Asks the cloud for news of the code, as signing in does, and some minutes. */
  const askAgain = ({ vault }: Workstation) => vault.practiceCode.askSoon()
  const codeOf = (first: Workstation) => first.call(makeEnrolmentCode, {})

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
    expect(await reasonOf(back.call(signIn, { ...signedIn, password: joinerPassword }))).toBe(
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
    expect(await back.call(getConnection, {})).toMatchObject({ toSend: 3, isProofLost: true, address: null })
    // the log goes on, and says what was done and tried
    const after = auditRows(back)
    expect(after.slice(0, before.length).map(({ seq, action }) => `${seq} ${action}`)).toEqual(before)
    const since = after.slice(before.length).filter(({ action }) => action !== 'patient.search')
    expect(since.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'session.recover-practice refused',
      'session.recover-practice refused',
      'session.recover-practice refused',
      'session.recover-practice done',
    ])
    expect(after[before.length]).toMatchObject({
      reason: 'practice-code.wrong',
      detail: '{"cloud":false,"late":true}',
    })
    expect((await back.call(getPracticeCode, {})).used).toMatchObject({ as: owner.displayName })
    back.close()

    // it comes again by its own password, and to the cloud with a colleague's code
    await comeBack()
    const once = await startedAgain(second)
    expect(await reasonOf(once.call(signIn, { ...signedIn, password: joinerPassword }))).toBe('sign-in.wrong')
    await once.call(signIn, { ...signedIn, password: recoveredPassword })
    await upToDate(first)
    const { address, code } = await codeOf(first)
    await once.call(connectCloud, { address, code })
    await upToDate(once)
    expect((await once.call(getConnection, {})).toSend).toBe(0)
    for (const family of waiting) await expect.poll(() => found(first, family), { timeout: 15_000 }).toBe(1)
    expect(once.faults).toEqual([])
  })

  test('a renewed code: who knew the one before goes on with the same key, and every workstation follows by itself', async () => {
    const { first, second } = await two()
    const before = await second.desk.call(getPracticeCode, {})
    const wrongs = { password: owner.password, code: first.recoveryCode }
    expect(await reasonOf(first.call(renewPracticeCode, wrongs))).toBe('practice-code.wrong')
    expect(await reasonOf(first.call(renewPracticeCode, { ...wrongs, password: joinerPassword }))).toBe(
      'practice-code.wrong',
    )
    const sheet = { password: joinerPassword, code: first.practice.code }
    expect(await reasonOf(first.call(renewPracticeCode, sheet))).toBe('sign-in.wrong')
    const next = await first.call(renewPracticeCode, { ...sheet, password: owner.password })
    expect(next.letters).toBe(first.practice.letters)
    expect(next.code).not.toBe(first.practice.code)
    await upToDate(first)
    await expect
      .poll(
        async () => {
          askAgain(second.desk)
          return (await second.desk.call(getPracticeCode, {})).madeAt
        },
        { timeout: 15_000 },
      )
      .not.toBe(before.madeAt)
    expect(await second.desk.call(getPracticeCode, {})).toMatchObject({ isSealed: true, offeredAt: null })
    second.desk.close()

    const back = await startedAgain(second, true)
    expect(await reasonOf(back.call(recoverPractice, withCode(first.practice.code)))).toBe(
      'practice-code.wrong',
    )
    await back.call(recoverPractice, withCode(next.code))
    expect(auditRows(first).filter(({ action }) => action === 'practice-code.renew')).toMatchObject([
      { outcome: 'refused', reason: 'practice-code.wrong' },
      { outcome: 'refused', reason: 'practice-code.wrong' },
      { outcome: 'refused', reason: 'sign-in.wrong' },
      { outcome: 'done', detail: '{"newKey":false}' },
    ])
    expect([first.faults, back.faults]).toEqual([[], []])
  })

  test('a lost sheet: the key is another, and nothing is sealed to it before a person has typed its letters', async () => {
    const { first, second } = await two()
    const next = await first.call(renewPracticeCode, { password: owner.password, code: null })
    expect(next.letters).not.toBe(first.practice.letters)
    await followed(first, 1)
    await expect
      .poll(
        async () => {
          askAgain(second.desk)
          return (await second.desk.call(getPracticeCode, {})).offeredAt
        },
        { timeout: 15_000 },
      )
      .not.toBeNull()
    const { tenant } = first.session.workstation
    const place = { tenant, device: second.device }
    const text = () => readFileSync(fileOf(second, 'recovery.json'), 'utf8')
    await expect(workstationKeyIn(text(), place, next.code)).rejects.toThrow('does not open')

    const typed = { password: joinerPassword, letters: first.practice.letters }
    expect(await reasonOf(second.desk.call(confirmPracticeCode, typed))).toBe('practice-code.other-letters')
    const right = { ...typed, letters: ` ${next.letters.toLowerCase().replaceAll('-', ' ')}` }
    expect(
      await reasonOf(second.desk.call(confirmPracticeCode, { ...right, password: owner.password })),
    ).toBe('sign-in.wrong')
    await second.desk.call(confirmPracticeCode, right)
    await followed(second.desk, 2)
    expect(await reasonOf(second.desk.call(confirmPracticeCode, right))).toBe('practice-code.nothing-new')
    await expect(workstationKeyIn(text(), place, first.practice.code)).rejects.toThrow('does not open')
    second.desk.close()
    const back = await startedAgain(second, true)
    await back.call(recoverPractice, withCode(next.code))
  })

  test('a cloud that lies gets nothing sealed: not by another key, not by what it gives with a code', async () => {
    const { cloud, name, first, second } = await two()
    const { tenant } = first.session.workstation
    const lie = await makePracticeKey(tenant, 9, new Date().toISOString())
    await addRecoveryKey(cloud.pool, { practice: tenant, device: second.device, clockOffsetMs: 0 }, lie.key)
    await expect
      .poll(
        async () => {
          askAgain(second.desk)
          return (await second.desk.call(getPracticeCode, {})).offeredAt
        },
        { timeout: 15_000 },
      )
      .toBe(lie.key.madeAt)
    const text = readFileSync(fileOf(second, 'recovery.json'), 'utf8')
    await expect(workstationKeyIn(text, { tenant, device: second.device }, lie.code)).rejects.toThrow(
      'does not open',
    )

    const { address, code } = await codeOf(first)
    await postgres.owner(name, (client) =>
      client.query(`UPDATE enrolment_code SET voucher = replace(voucher, $1, $2) WHERE used_at IS NULL`, [
        recoveryState(first.session.store).key?.publicKey,
        lie.key.publicKey,
      ]),
    )
    const fresh = await startedAgain({ profile: tempFolder(), keys: new KeysInMemory() })
    expect(await reasonOf(fresh.call(joinPractice, { address, code, password: joinerPassword }))).toBe(
      'enrol.voucher',
    )
    expect(await fresh.call(getGate, {})).toMatchObject({ state: 'first-run' })
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
    expect(readSlots(fileOf(second, 'slots.json'))?.users).toMatchObject([{ grant: { issuer: 'recovery' } }])
  })

  test('a practice that is older than its code: one is made where nobody had one, and others follow by its letters', async () => {
    const { name, first, second } = await two()
    // as an earlier version left them
    for (const table of ['recovery_key', 'recovery_text'])
      await postgres.owner(name, (client) =>
        client.query(
          `ALTER TABLE ${table} DISABLE TRIGGER ALL; DELETE FROM ${table}; ALTER TABLE ${table} ENABLE TRIGGER ALL`,
        ),
      )
    for (const desk of [first, second.desk]) {
      const { store } = desk.session
      noteRecovery(store, {
        ...recoveryState(store),
        key: null,
        fileSha: null,
        checks: {},
        cloud: null,
        offered: null,
      })
    }
    rmSync(fileOf(second, 'recovery.json'))
    expect(await first.call(getPracticeCode, {})).toMatchObject({
      madeAt: null,
      letters: null,
      isSealed: false,
    })
    const made = await first.call(renewPracticeCode, { password: owner.password, code: null })
    await expect
      .poll(
        async () => {
          for (const desk of [first, second.desk]) askAgain(desk)
          return recoveryState(second.desk.session.store).offered?.publicKey
        },
        { timeout: 15_000 },
      )
      .toBe(recoveryState(first.session.store).key?.publicKey)
    await second.desk.call(confirmPracticeCode, { password: joinerPassword, letters: made.letters })
    second.desk.close()
    const back = await startedAgain(second, true)
    await back.call(recoverPractice, withCode(made.code))
  })
})
