/** A list of revocations that is carried by hand: whom it keeps out, and what is not believed (S17). */
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { recoverPractice } from '../../../shared/access/recover-practice.ts'
import { signIn } from '../../../shared/access/sign-in.ts'
import { takeRevocations } from '../../../shared/access/take-revocations.ts'
import { openPackAlone } from '../../../shared/downtime/open-pack-alone.ts'
import { registerPatient } from '../../../shared/patients/register-patient.ts'
import { RevocationBook } from '../../../src-main/audit/revocation-book.ts'
import { KeysInMemory, openWorkstation, type Workstation } from '../../../tools/kit/workstation.ts'
import { TestClock } from '../../kit/clock.ts'
import { credentials, reasonOf } from '../../kit/closed-practice.ts'
import { auditRows, newPractice, tempFolder } from '../../kit/practice.ts'
import { aPatient } from '../../kit/recovery.ts'
import { withCode } from '../../kit/recovery-input.ts'
import { grantedPractice, SigningCloud, slotsOf } from '../../kit/signing-cloud.ts'

const hour = 3_600_000

async function here() {
  const clock = new TestClock()
  const profile = tempFolder(true)
  const made = await newPractice({ profile, clock })
  const cloud = new SigningCloud()
  const people = await grantedPractice(made, cloud, clock.wall)
  clock.advance(hour)
  const place = made.session.workstation
  const list = (number: number, listed: Parameters<SigningCloud['listFile']>[2], ms = clock.wall) =>
    cloud.listFile(place, number, listed, ms)
  const back = (keys = made.keys) => openWorkstation({ profile, keys, clock })
  return { made, cloud, people, clock, place, list, back, profile }
}
/** Brings in a file; what came of it, or why not. */
async function bring(desk: Workstation, file: string | null) {
  desk.files = file === null ? [] : [file]
  const reply = await desk.reply(takeRevocations, {})
  return reply.ok ? (reply.value as { taken: unknown }).taken : reply.error.reason
}

describe('a list', () => {
  test('that is brought in where nobody is in keeps out whom it names, for good, and nobody else; it is recorded', async () => {
    const { made, people, list, back, clock } = await here()
    made.close()
    const desk = await back()
    const file = list(7, { people: [people.nurse] })
    expect(await bring(desk, file)).toEqual({ number: 7, people: 1, here: 1, isNew: true })
    expect(slotsOf(made)).toEqual(['arivera'])
    const [gone, taken] = auditRows(desk).slice(-2)
    expect(gone).toMatchObject({ action: 'access.slot-deleted', actor: null, reason: 'revoked-by-list' })
    expect(JSON.parse(gone?.detail ?? '')).toEqual({ user: people.nurse, number: 7 })
    expect(taken).toMatchObject({ action: 'revocations.take', outcome: 'done', actor: null })
    expect(JSON.parse(taken?.detail ?? '')).toEqual({ number: 7, people: 1 })
    // once more, and none
    expect(await bring(desk, file)).toEqual({ number: 7, people: 1, here: 0, isNew: false })
    expect(await bring(desk, null)).toBeNull()
    // what the cloud had granted before makes no slot anew, and a later list gives nothing back
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('ok')
    desk.vault.touched({ tables: ['users'], patients: [] })
    await desk.vault.people.settled()
    expect(slotsOf(made)).toEqual(['arivera'])
    clock.advance(hour)
    expect(await bring(desk, list(8, {}))).toMatchObject({ here: 0 })
    await desk.vault.people.settled()
    expect(slotsOf(made)).toEqual(['arivera'])
    desk.close()
  })

  test('that names whoever is in ends their session, with what they wrote kept; they do not come in again, nor with the practice’s code', async () => {
    const { made, people, list, back } = await here()
    await made.call(registerPatient, aPatient('Unsent'))
    expect(await bring(made, list(2, { people: [people.owner] }))).toMatchObject({ here: 1 })
    await made.vault.people.settled()
    expect(made.locks).toEqual(['sign-out'])
    expect(await reasonOf(made.call(registerPatient, aPatient('Later')))).toBe('permission.missing')
    made.close()
    const desk = await back()
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('sign-in.wrong')
    expect(await reasonOf(desk.call(recoverPractice, withCode(made.practice.code)))).toBe('sign-in.suspended')
    desk.close()
  })

  test('that names this workstation lets nobody in, and deletes nothing', async () => {
    const { made, list, back, place, profile } = await here()
    made.close()
    const desk = await back()
    expect(await bring(desk, list(2, { workstations: [place.device] }))).toMatchObject({ here: 0 })
    expect(slotsOf(made)).toEqual(['arivera', 'blindqvist'])
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('sign-in.revoked')
    // nor to the downtime pack, where the record does not open
    writeFileSync(join(profile, 'store', 'clinical.db'), randomBytes(8192))
    const alone = { ...credentials, code: '' }
    expect(await reasonOf(desk.call(openPackAlone, alone))).toBe('sign-in.revoked')
    desk.close()
  })

  test('is over for somebody whom the cloud grants something after it', async () => {
    const { made, cloud, people, list, clock } = await here()
    expect(await bring(made, list(2, { people: [people.nurse] }))).toMatchObject({ here: 1 })
    await cloud.grants(made, [[people.nurse, 'blindqvist']], clock.wall)
    expect(slotsOf(made)).toEqual(['arivera'])
    clock.advance(1)
    await cloud.grants(made, [[people.nurse, 'blindqvist']], clock.wall)
    expect(slotsOf(made)).toEqual(['arivera', 'blindqvist'])
  })

  test('that is older, forged, changed, another practice’s or none is refused, with nothing taken', async () => {
    const { made, people, list, clock, place } = await here()
    const other = new SigningCloud().listFile(place, 9, { people: [people.nurse] }, clock.wall)
    const changed = list(9, {})
    writeFileSync(
      changed,
      readFileSync(changed, 'utf8').replace('"people":[]', `"people":["${people.nurse}"]`),
    )
    expect(await bring(made, list(5, {}))).toMatchObject({ number: 5 })
    expect(await bring(made, list(4, { people: [people.nurse] }))).toBe('revocations.older')
    expect(await bring(made, other)).toBe('revocations.not-signed')
    expect(await bring(made, changed)).toBe('revocations.not-signed')
    const none = join(tempFolder(true), 'none')
    expect(await bring(made, none)).toBe('revocations.not-a-list')
    for (const text of ['', '{}', 'x'.repeat(2_000_000)]) {
      writeFileSync(none, text)
      expect(await bring(made, none)).toBe('revocations.not-a-list')
    }
    expect(slotsOf(made)).toEqual(['arivera', 'blindqvist'])
    expect(auditRows(made).at(-1)).toMatchObject({ action: 'revocations.take', outcome: 'refused' })
  })

  test('of another practice of the same cloud is refused', async () => {
    const { made, cloud, people, clock } = await here()
    const theirs = { tenant: '0190f3c4-6c1e-7e0a-9a53-000000000001' }
    const file = cloud.listFile(theirs, 9, { people: [people.nurse] }, clock.wall)
    expect(await bring(made, file)).toBe('revocations.other-practice')
  })

  test('is not believed where no cloud was ever heard', async () => {
    const made = await newPractice()
    const file = new SigningCloud().listFile(made.session.workstation, 1, {}, Date.now())
    expect(await bring(made, file)).toBe('revocations.no-cloud')
  })
})

describe('the number of a list', () => {
  const files = ['audit.db', 'audit.db-wal', 'audit.db-shm', 'clinical.db', 'clinical.db-wal', 'slots.json']
  const copy = (from: string, to: string) => {
    for (const name of files) {
      rmSync(join(to, name), { force: true })
      if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name))
    }
  }

  test.each([
    ['the audit log alone', ['audit.db', 'audit.db-wal', 'audit.db-shm'], 'ok'],
    ['all of it', files, 'sign-in.list-missing'],
  ])('is not set back by %s of before: an older list stays refused', async (_what, which, outcome) => {
    const { made, people, list, back, profile } = await here()
    made.close()
    const kept = tempFolder(true)
    copy(join(profile, 'store'), kept)
    const desk = await back()
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('ok')
    expect(await bring(desk, list(7, { people: [people.nurse] }))).toMatchObject({ here: 1 })
    desk.close()
    for (const name of which) {
      rmSync(join(profile, 'store', name), { force: true })
      if (existsSync(join(kept, name))) copyFileSync(join(kept, name), join(profile, 'store', name))
    }
    const again = await back()
    // where it is nowhere any more, nobody knows whom it named
    expect(await reasonOf(again.call(signIn, credentials))).toBe(outcome)
    expect(await bring(again, list(6, {}))).toBe('revocations.older')
    expect(await bring(again, list(7, { people: [people.nurse] }))).toMatchObject({ number: 7 })
    expect(slotsOf(made)).toEqual(['arivera'])
    again.vault.turnAway()
    expect(await reasonOf(again.call(signIn, credentials))).toBe('ok')
    again.close()
  })

  test('and whom it names are in the store as well', async () => {
    const { made, people, list, back } = await here()
    await bring(made, list(7, { people: [people.nurse] }))
    made.close()
    const desk = await back(Object.assign(new KeysInMemory(), { keys: made.keys.keys }))
    const { audit } = desk.vault
    audit?.db.exec(`UPDATE revocations SET known = 0, voids = '{"number":0,"upTo":{}}'`)
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('ok')
    expect(audit && new RevocationBook(audit).voids).toMatchObject({
      number: 7,
      upTo: { [people.nurse]: expect.any(String) },
    })
    desk.close()
  })
})
