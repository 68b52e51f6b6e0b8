/** A disk that is full: a clear answer, nothing by halves, and room to finish. */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createPractice } from '../../shared/access/create-practice.ts'
import { saveDraft } from '../../shared/access/draft.ts'
import { getMe } from '../../shared/access/get-me.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import type { Reply } from '../../shared/kernel/errors.ts'
import { editPatient } from '../../shared/patients/edit-patient.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { dropBallast, holdBallast } from '../../src-main/store/ballast.ts'
import type { Db } from '../../src-main/store/cipher.ts'
import { KeysInMemory, openWorkstation, owner, type Workstation } from '../../tools/kit/workstation.ts'
import { closedPractice, credentials, gateOf, reasonOf } from '../kit/closed-practice.ts'
import { digest } from '../kit/contents.ts'
import { halves } from '../kit/halves.ts'
import { cannotMount, smallDisk } from '../kit/mounts.ts'
import { auditRows, doorOf, newPractice, tempFolder, type Practice } from '../kit/practice.ts'

if (cannotMount) console.log(`skipped: tests on a small disk (${cannotMount})`)

const { family: _family, ...who } = registerPatient.example.demographics
const aPatient = (n: number) => ({
  ...registerPatient.example,
  demographics: { ...who, family: `Family ${n}` },
  notADuplicate: true,
})
const fill = (db: Db) => db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true }) as number}`)
const empty = (db: Db) => db.pragma('max_page_count = 4294967294')

/** Registers patients until one is refused; who was registered, and the refusal. */
async function registerUntilFull(ask: (name: string, json: string) => Promise<Reply>, from = 0) {
  const registered: string[] = []
  for (let n = from; n < from + 20_000; n += 1) {
    const reply = await ask(registerPatient.name, JSON.stringify(aPatient(n)))
    if (!reply.ok) return { registered, reason: reply.error.reason, params: reply.error.params }
    registered.push((reply.value as { patientId: string }).patientId)
  }
  throw new Error('it never filled up')
}
const present = (desk: Workstation, ids: readonly string[]) => {
  const row = desk.session.store.db.prepare('SELECT 1 FROM patients WHERE id = ?').pluck()
  return ids.filter((id) => row.get(id) === 1).length
}

describe('a chart that cannot grow', () => {
  test('refuses with the reason, keeps what was acknowledged, leaves nothing by halves, and goes on when it can', async () => {
    const desk = await newPractice({ profile: tempFolder(true) })
    const { db } = desk.session.store
    fill(db)
    const first = await registerUntilFull(desk.dispatch)
    expect(first.reason).toBe('store.disk-full')
    const before = digest(db)
    for (let n = 0; n < 5; n += 1)
      expect(
        await reasonOf(
          desk.call(saveDraft, { kind: 'patients.edit', subject: '', body: 'x'.repeat(100_000) }),
        ),
      ).toBe('store.disk-full')
    expect((await registerUntilFull(desk.dispatch, 50_000)).reason).toBe('store.disk-full')
    expect(db.inTransaction).toBe(false)
    expect([present(desk, first.registered), halves(desk)]).toEqual([first.registered.length, []])
    // reading goes on, and is recorded
    expect((await desk.call(getPatient, { patientId: first.registered[0] ?? '' })).patient.family).toBe(
      'Family 0',
    )
    expect(Object.keys(digest(db))).toEqual(Object.keys(before))
    empty(db)
    expect(await reasonOf(desk.call(registerPatient, aPatient(90_000)))).toBe('ok')
    // the number of the refused one was not used up
    const numbers = db.prepare('SELECT mrn FROM patients ORDER BY n').pluck().all().map(Number)
    expect(numbers).toEqual(numbers.map((_each, index) => owner.firstMrn + index))
    expect(desk.faults).toEqual([])
  })

  test('leaves the change in the log as refused or not performed, never as done', async () => {
    const desk = await newPractice({ profile: tempFolder(true) })
    const { patientId } = await desk.call(registerPatient, aPatient(1))
    const { version } = await desk.call(getPatient, { patientId })
    fill(desk.session.store.db)
    await registerUntilFull(desk.dispatch, 100)
    const entries = auditRows(desk).length
    const notes = Array.from({ length: 9 }, (_each, n) => ({
      coverageId: null,
      payerName: `Payer ${n} ${'x'.repeat(280)}`,
      payerId: 'SB700',
      memberId: 'm',
      groupNumber: 'g'.repeat(80),
      planName: 'p'.repeat(200),
      relationship: 'self' as const,
      startsOn: null,
      endsOn: null,
    }))
    const reply = desk.call(editPatient, { ...editPatient.example, patientId, version, coverages: notes })
    expect(await reasonOf(reply)).toBe('store.disk-full')
    expect(
      auditRows(desk)
        .slice(entries)
        .map(({ outcome, reason }) => [outcome, reason]),
    ).toEqual([['refused', 'store.disk-full']])
    expect(halves(desk)).toEqual([])
  })
})

describe('an audit log that cannot grow (A3)', () => {
  test('nobody can open the chart, look at it, or change it, and the practice is as it was', async () => {
    const at = await closedPractice()
    const desk = await at.back()
    await desk.call(signIn, credentials)
    const { patientId } = await desk.call(registerPatient, aPatient(1))
    const log = desk.vault.audit?.db
    if (!log) throw new Error('no log')
    fill(log)
    let reason = 'ok'
    for (let n = 0; n < 500 && reason === 'ok'; n += 1)
      reason = await reasonOf(desk.call(getPatient, { patientId }))
    expect(reason).toBe('audit.unwritable')
    const before = digest(desk.session.store.db)
    expect(await reasonOf(desk.call(registerPatient, aPatient(2)))).toBe('audit.unwritable')
    expect(await reasonOf(desk.call(getPatient, { patientId }))).toBe('audit.unwritable')
    expect(digest(desk.session.store.db)).toEqual(before)
    expect(await signInUntilRefused(desk)).toBe('audit.unwritable')
    expect(desk.vault.session).toBeNull()
    expect(await reasonOf(desk.call(getMe, {}))).toBe('session.locked')
    empty(log)
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('ok')
    expect(await reasonOf(desk.call(getPatient, { patientId }))).toBe('ok')
    expect(await gateOf(desk)).toEqual(['open', null])
  })
})

describe('the ballast', () => {
  test('is as large as asked for, made once, given up once, and made again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-ballast-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    expect(dropBallast(folder)).toBe(false)
    expect(await holdBallast(folder, 300_000)).toBe(true)
    const { size, mtimeMs, mode } = statSync(join(folder, 'ballast'))
    expect([size >= 300_000, mode & 0o777]).toEqual([true, 0o600])
    expect(await holdBallast(folder, 300_000)).toBe(true)
    expect(statSync(join(folder, 'ballast')).mtimeMs).toBe(mtimeMs)
    expect(dropBallast(folder)).toBe(true)
    expect(dropBallast(folder)).toBe(false)
    writeFileSync(join(folder, 'ballast.new'), 'a kill left this')
    expect(await holdBallast(folder, 300_000)).toBe(true)
    expect(existsSync(join(folder, 'ballast.new'))).toBe(false)
    expect(await holdBallast(join(folder, 'no-such-folder'), 300_000)).toBe(false)
  })

  test.skipIf(cannotMount !== null)('is not made on a disk that has nothing to spare', async () => {
    const { folder } = smallDisk(1024)
    expect(await holdBallast(folder, 512 * 1024)).toBe(false)
    expect(existsSync(join(folder, 'ballast'))).toBe(false)
    expect(await holdBallast(folder, 128 * 1024)).toBe(true)
  })
})

describe.skipIf(cannotMount !== null)('a small disk', () => {
  test('full in the middle of first run: nothing is made, and it can be tried again', async () => {
    const { folder, resize } = smallDisk(400)
    const desk = await newPracticeOn(folder)
    expect(await reasonOf(desk.call(createPractice, owner))).toMatch(/^store\.disk-/)
    expect(desk.vault.gate().state).toBe('first-run')
    resize(16_384)
    expect(await reasonOf(desk.call(createPractice, owner))).toBe('ok')
    expect(halves(desk)).toEqual([])
    desk.close()
  })

  test(
    'fills up: refused with the reason; the ballast makes room to finish; more room and all goes on',
    { timeout: 240_000 },
    async () => {
      const { folder, resize } = smallDisk(12_288)
      const desk = await newPractice({ profile: folder })
      const store = join(folder, 'store')
      expect(await holdBallast(store, 1024 * 1024)).toBe(true)
      const ask = doorOf(desk, { makeRoom: () => void dropBallast(store) })
      const full = await registerUntilFull(ask)
      expect([full.reason, full.params['why'] ?? 'store.disk-full']).toEqual([
        expect.stringMatching(/^(store\.disk-full|audit\.unwritable)$/),
        'store.disk-full',
      ])
      expect(existsSync(join(store, 'ballast'))).toBe(false)
      const more = await registerUntilFull(ask, 100_000)
      expect(more.registered.length).toBeGreaterThan(20)
      const all = [...full.registered, ...more.registered]
      expect([present(desk, all), halves(desk)]).toEqual([all.length, []])
      resize(32_768)
      const after = await ask(registerPatient.name, JSON.stringify(aPatient(900_000)))
      expect(after.ok).toBe(true)
      expect([present(desk, all), halves(desk), desk.faults]).toEqual([all.length, [], []])
      console.log(
        `small disk: ${full.registered.length} patients until it was full, ${more.registered.length} more in the ballast's room`,
      )
      // and after the process: the log on disk is whole
      desk.close()
      const again = await newPracticeOn(folder, desk)
      await again.call(signIn, credentials)
      expect(present(again, all)).toBe(all.length)
      expect(halves(again)).toEqual([])
      again.close()
    },
  )

  test('full when somebody wants to come in: refused with the reason, and nothing is lost', async () => {
    const { folder, resize } = smallDisk(12_288)
    const desk = await newPractice({ profile: folder })
    const { registered } = await registerUntilFull(desk.dispatch)
    desk.close()
    // whatever closing gave back
    writeFileSync(join(folder, 'filler'), Buffer.alloc(0))
    fillUp(join(folder, 'filler'))
    const again = await newPracticeOn(folder, desk)
    const reason = await signInUntilRefused(again)
    expect(reason).toMatch(/^(store\.(disk-full|read-only|disk-error)|audit\.unwritable)$/)
    expect(again.vault.session).toBeNull()
    again.close()
    resize(32_768)
    const later = await newPracticeOn(folder, desk)
    expect(await reasonOf(later.call(signIn, credentials))).toBe('ok')
    expect(present(later, registered)).toBe(registered.length)
    later.close()
  })
})

/** An entry of a sign-in is small: a few may still find room in what the files already have. */
async function signInUntilRefused(desk: Workstation): Promise<string> {
  for (let n = 0; n < 200; n += 1) {
    desk.vault.turnAway()
    const reason = await reasonOf(desk.call(signIn, credentials))
    if (reason !== 'ok') return reason
    await registerUntilFull(desk.dispatch, 200_000 + n)
  }
  return 'never refused'
}

const newPracticeOn = (folder: string, like?: Practice) =>
  openWorkstation({ profile: folder, keys: like?.keys ?? new KeysInMemory() })

/** Takes every last byte of a disk. */
function fillUp(file: string): void {
  for (const size of [1 << 20, 1 << 16, 1 << 12]) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: 'a' })
    } catch {
      // full for blocks of this size
    }
  }
}
