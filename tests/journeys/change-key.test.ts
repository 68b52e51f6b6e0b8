/** Another key for a workstation's store (C8): who asks, when it is due by itself, and what of before opens nothing any more. */
import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { changeKey, getKey } from '../../shared/access/change-key.ts'
import { getGate } from '../../shared/access/get-gate.ts'
import { getKit } from '../../shared/access/make-kit.ts'
import { openWithKit } from '../../shared/access/open-with-kit.ts'
import { recoverPractice } from '../../shared/access/recover-practice.ts'
import { getSignInPolicy, setSignInPolicy } from '../../shared/access/sign-in-policy.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { openPackAlone } from '../../shared/downtime/open-pack-alone.ts'
import { openWorkstation, owner } from '../../tools/kit/workstation.ts'
import { TestClock } from '../kit/clock.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { copyOf } from '../kit/every-step.ts'
import { cameIn, keyPractice, keysIn, leave, nurse, opensWith } from '../kit/key-practice.ts'
import { cannotMount, smallDisk } from '../kit/mounts.ts'
import { auditRows } from '../kit/practice.ts'
import { withCode } from '../kit/recovery-input.ts'

const changes = (desk: Parameters<typeof auditRows>[0]) =>
  auditRows(desk).filter(({ action }) => action === 'key.changed' || action === 'key.not-changed')
const month = 31 * 86_400_000

describe('the key of the store', () => {
  test('is changed for whoever signs in next, and for everybody; the outbox, drafts, files, log and pack are as they were', async () => {
    const made = await keyPractice()
    const desk = await cameIn(made.profile, nurse)
    await made.mustHaveAll(desk, 'half typed by Bo')
    expect(changes(desk)).toMatchObject([{ reason: 'asked', detail: '{"epoch":2}', outcome: 'done' }])
    await leave(desk)
    expect(opensWith(join(made.store, 'clinical.db'), made.firstKey)).toBe(false)
    const again = await cameIn(made.profile, owner)
    await made.mustHaveAll(again, 'half typed')
    expect(await again.call(getKey, {})).toMatchObject({ epoch: 2, due: null, problem: null })
    expect(changes(again)).toHaveLength(1)
    await leave(again)
    // the code on paper opens it, and gives it another one in turn
    const lost = await openWorkstation({ profile: made.profile })
    await lost.call(recoverPractice, withCode(made.code))
    await made.mustHaveAll(lost, 'half typed')
    expect(await lost.call(getKey, {})).toMatchObject({ epoch: 3 })
    expect(changes(lost).map(({ reason }) => reason)).toEqual(['asked', 'recovered'])
    await leave(lost)
  })

  test('of before opens nothing: not with an older file of slots and the password, nor with the older sealed keys and the code', async () => {
    const made = await keyPractice()
    const before = copyOf(made.profile)
    await leave(await cameIn(made.profile, nurse))
    const key = made.firstKey
    const file = join(made.store, 'clinical.db')
    expect(opensWith(join(before, 'store/clinical.db'), key)).toBe(true)
    expect(opensWith(file, key)).toBe(false)
    // no page of it is as it was, and none of what is beside it is under the key of before
    const [old, now] = [readFileSync(join(before, 'store/clinical.db')), readFileSync(file)]
    const page = (bytes: Buffer, n: number) => bytes.subarray(n * 4096 + (n === 0 ? 16 : 0), (n + 1) * 4096)
    for (let n = 0; n < Math.min(old.length, now.length) / 4096; n += 1)
      expect(page(old, n).equals(page(now, n))).toBe(false)
    expect(
      readdirSync(made.store).filter((name) => name.includes('-wal') && name.startsWith('clin')),
    ).toEqual([])
    const stale = copyOf(made.profile)
    for (const name of ['slots.json', 'recovery.json', 'kit.json'])
      copyFileSync(join(before, 'store', name), join(stale, 'store', name))
    const desk = await openWorkstation({ profile: stale, keys: keysIn(stale) })
    const typed = { username: nurse.username, password: nurse.password }
    expect(await reasonOf(desk.call(signIn, typed))).toBe('store.wrong-key')
    expect(await reasonOf(desk.call(openPackAlone, typed))).toBe('pack.damaged')
    const sheets = made.sheets.slice(0, 2)
    const kit = { sheets, names: 'Ana and Bo', reason: 'Nobody can come in at all.' }
    expect(await reasonOf(desk.call(openWithKit, kit))).toBe('store.wrong-key')
    desk.close()
    const lost = await openWorkstation({ profile: stale })
    expect(await reasonOf(lost.call(recoverPractice, withCode(made.code)))).toBe('store.wrong-key')
    lost.close()
  })

  test('is left alone where somebody comes back from a lock, and changed at the next sign-in', async () => {
    const made = await keyPractice()
    const back = await cameIn(made.profile, nurse, { lockedUser: made.nurseId })
    expect(changes(back)).toEqual([])
    await leave(back)
    const first = await cameIn(made.profile, owner, { lockedUser: made.nurseId })
    expect(changes(first)).toHaveLength(1)
    await leave(first)
  })

  test('is changed by itself after the kit was used here, and what the kit opened is gone', async () => {
    const made = await keyPractice(false)
    const kitted = await openWorkstation({ profile: made.profile, keys: keysIn(made.profile) })
    const sheets = made.sheets.slice(0, 2)
    await kitted.call(openWithKit, { sheets, names: 'Ana and Bo', reason: 'Nobody can come in at all.' })
    kitted.close()
    expect(opensWith(join(made.store, 'clinical.db'), made.firstKey)).toBe(true)
    const desk = await cameIn(made.profile, owner)
    expect(changes(desk)).toMatchObject([{ reason: 'kit-used' }])
    await desk.vault.kit.settled()
    expect(await desk.call(getKit, {})).toMatchObject({ kit: { isSealedHere: false } })
    await made.mustHaveAll(desk, 'half typed')
    await leave(desk)
    expect(opensWith(join(made.store, 'clinical.db'), made.firstKey)).toBe(false)
  })

  test('is changed when it is as old as the practice lets one be, and not before', async () => {
    const made = await keyPractice(false)
    const clock = new TestClock(Date.now())
    const at = async (ms: number) => {
      clock.wall += ms
      const desk = await openWorkstation({ profile: made.profile, keys: keysIn(made.profile), clock })
      await desk.call(recoverPractice, withCode(made.code))
      return desk
    }
    const first = await at(0)
    const { version, ...policy } = await first.call(getSignInPolicy, {})
    expect([policy.keyMonths, (await first.call(getKey, {})).months]).toEqual([null, 12])
    await first.call(setSignInPolicy, { ...policy, keyMonths: 2, version })
    const [count, { epoch }] = [changes(first).length, await first.call(getKey, {})]
    await leave(first)
    const again = async (ms: number) => {
      clock.wall += ms
      const desk = await openWorkstation({ profile: made.profile, keys: keysIn(made.profile), clock })
      await desk.call(signIn, { username: owner.username, password: 'velvet orchard sixty nine' })
      return desk
    }
    const young = await again(month)
    expect(changes(young)).toHaveLength(count)
    await leave(young)
    const old = await again(month)
    expect(changes(old).slice(count)).toMatchObject([{ reason: 'age' }])
    expect(await old.call(getKey, {})).toMatchObject({ epoch: epoch + 1, months: 2 })
    await leave(old)
  })

  test.skipIf(cannotMount !== null)(
    'is not begun on a disk that has no room for it: people come in, it is recorded once and said, and done when there is',
    async () => {
      const disk = smallDisk(48 * 1024)
      const made = await keyPractice(true, disk.folder)
      const slots = readFileSync(join(made.store, 'slots.json'), 'utf8')
      for (const who of [owner, owner]) {
        const desk = await cameIn(made.profile, who)
        expect(changes(desk)).toMatchObject([
          { action: 'key.not-changed', reason: 'store.disk-full', outcome: 'failed' },
        ])
        const { problem, due, epoch } = await desk.call(getKey, {})
        expect([problem?.reason, due?.why, epoch]).toEqual(['store.disk-full', 'asked', 1])
        expect(problem && problem.needs > problem.free).toBe(true)
        await made.mustHaveAll(desk, 'half typed')
        await leave(desk)
      }
      expect(readFileSync(join(made.store, 'slots.json'), 'utf8')).toBe(slots)
      disk.resize(256 * 1024)
      const desk = await cameIn(made.profile, owner)
      expect(await desk.call(getKey, {})).toMatchObject({ problem: null, epoch: 2 })
      await leave(desk)
    },
  )

  test('of a large store is changed beside the gate, which says how far it is', async () => {
    const made = await keyPractice()
    const filler = await cameIn(made.profile, nurse, { lockedUser: made.nurseId })
    filler.session.store.db.exec(
      `CREATE TABLE filler (b BLOB) STRICT; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 24000)
       INSERT INTO filler SELECT randomblob(1000) FROM n`,
    )
    await leave(filler)
    const desk = await openWorkstation({ profile: made.profile, keys: keysIn(made.profile) })
    const seen: (number | undefined)[] = []
    const signing = desk.call(signIn, { username: nurse.username, password: nurse.password })
    const at = { isIn: false }
    void signing.finally(() => (at.isIn = true))
    while (!at.isIn) {
      seen.push((await desk.call(getGate, {})).changingKey?.part)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await signing
    expect(seen.filter((part) => part !== undefined).length).toBeGreaterThan(10)
    expect((await desk.call(getGate, {})).changingKey).toBeNull()
    expect(changes(desk)).toHaveLength(1)
    await made.mustHaveAll(desk, 'half typed by Bo')
    await leave(desk)
  })

  test('is asked for by whoever manages people, with a reason, once they have shown that it is them', async () => {
    const made = await keyPractice(false)
    const desk = await cameIn(made.profile, nurse)
    expect(await reasonOf(desk.call(changeKey, changeKey.example))).toBe('permission.missing')
    await leave(desk)
    const first = await cameIn(made.profile, owner)
    expect(changeKey.stepUp).toBe(true)
    await first.call(changeKey, changeKey.example)
    expect(auditRows(first).at(-1)).toMatchObject({ action: 'key.ask', category: 'configuration' })
    expect((await first.call(getKey, {})).due?.why).toBe('asked')
    await leave(first)
  })
})
