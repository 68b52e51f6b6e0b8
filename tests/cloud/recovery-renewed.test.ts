/** The practice's recovery code: what the cloud holds of it, who comes back with it, and what it never lets anybody do. */
import { readFileSync, rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { confirmPracticeCode } from '../../shared/access/confirm-practice-code.ts'
import { getPracticeCode } from '../../shared/access/get-practice-code.ts'
import { getGate } from '../../shared/access/get-gate.ts'
import { joinPractice } from '../../shared/access/join-practice.ts'
import { recoverPractice } from '../../shared/access/recover-practice.ts'
import { renewPracticeCode } from '../../shared/access/renew-practice-code.ts'
import { addRecoveryKey } from '../../src-cloud/postgres/recovery.ts'
import { noteRecovery, recoveryState } from '../../src-main/store/recovery-state.ts'
import { makePracticeKey } from '../../src-main/vault/practice-key.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { KeysInMemory, owner } from '../../tools/kit/workstation.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { auditRows, tempFolder } from '../kit/practice.ts'
import {
  askAgain,
  cloudsOn,
  codeOf,
  fileOf,
  followed,
  otherPassword,
  startedAgain,
  workstationKeyIn,
} from '../kit/recovery.ts'
import { withCode } from '../kit/recovery-input.ts'

describe.skipIf(skipWithout !== null)('a renewed recovery code', () => {
  const postgres = usePostgres()
  const { two } = cloudsOn(postgres)

  test('a renewed code: who knew the one before goes on with the same key, and every workstation follows by itself', async () => {
    const { first, second } = await two()
    const before = await second.desk.call(getPracticeCode, {})
    const wrongs = { password: owner.password, code: first.recoveryCode }
    expect(await reasonOf(first.call(renewPracticeCode, wrongs))).toBe('practice-code.wrong')
    expect(await reasonOf(first.call(renewPracticeCode, { ...wrongs, password: otherPassword }))).toBe(
      'practice-code.wrong',
    )
    const sheet = { password: otherPassword, code: first.practice.code }
    expect(await reasonOf(first.call(renewPracticeCode, sheet))).toBe('password.wrong')
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
      { outcome: 'refused', reason: 'password.wrong' },
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

    const typed = { password: owner.password, letters: first.practice.letters }
    expect(await reasonOf(second.desk.call(confirmPracticeCode, typed))).toBe('practice-code.other-letters')
    const right = { ...typed, letters: ` ${next.letters.toLowerCase().replaceAll('-', ' ')}` }
    expect(await reasonOf(second.desk.call(confirmPracticeCode, { ...right, password: otherPassword }))).toBe(
      'password.wrong',
    )
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
    expect(await reasonOf(fresh.call(joinPractice, { address, code, password: owner.password }))).toBe(
      'enrol.voucher',
    )
    expect(await fresh.call(getGate, {})).toMatchObject({ state: 'first-run' })
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
    await second.desk.call(confirmPracticeCode, { password: owner.password, letters: made.letters })
    second.desk.close()
    const back = await startedAgain(second, true)
    await back.call(recoverPractice, withCode(made.code))
  })
})
