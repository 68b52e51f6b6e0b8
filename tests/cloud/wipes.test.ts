/** A workstation is ordered to wipe itself: by whom, what it believes, what is left, and the receipt it signs (C12). */
import { generateKeyPairSync, sign } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { getGate } from '../../shared/access/get-gate.ts'
import { listWorkstations } from '../../shared/access/list-workstations.ts'
import { revokeWorkstation } from '../../shared/access/revoke-workstation.ts'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { recover } from '../../shared/access/recover.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { Orders, type SignedWipeReceipt } from '../../shared/access/wipe.ts'
import {
  confirmWipe,
  signOfWorkstation,
  takeBackWipe,
  wipeWorkstation,
} from '../../shared/access/wipe-workstation.ts'
import { canonicalText } from '../../shared/audit/entry.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { RevocationBook } from '../../src-main/audit/revocation-book.ts'
import { isUnsent } from '../../src-main/audit/unsent.ts'
import { HttpsLink, type CloudPlace } from '../../src-main/sync/https-link.ts'
import { readCloudFile } from '../../src-main/vault/cloud-file.ts'
import { readWipeNote } from '../../src-main/vault/wipe-note.ts'
import { owner, type Workstation } from '../../tools/kit/workstation.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { mainOver } from '../kit/main-parts.ts'
import { auditRows } from '../kit/practice.ts'
import { aPatient, cloudsOn, found, isPrepared, startedAgain, type Joined } from '../kit/recovery.ts'

const asOwner = { username: owner.username, password: owner.password }
const patient = { timeout: 20_000 }

describe.skipIf(skipWithout !== null)('wiping a workstation', () => {
  const postgres = usePostgres()
  const { two } = cloudsOn(postgres)

  /** Two workstations, the first of which knows of the second; and how that one reaches the cloud. */
  async function ready(options: Parameters<typeof two>[0] = {}) {
    const all = await two(options)
    const { first, second } = all
    const lines = async () => (await first.call(listWorkstations, {})).workstations
    const line = async () => (await lines()).find(({ device }) => device === second.device)
    const askAgain = () => first.vault.people.touched({ tables: ['users'], patients: [] })
    askAgain()
    await expect.poll(async () => (await line())?.device, patient).toBe(second.device)
    const key = second.keys.keys.get(second.device)
    const place =
      key && readCloudFile(join(second.profile, 'store', 'cloud.json'), key, second.desk.session.workstation)
    if (!place) throw new Error('no way to the cloud')
    const order = (how: 'when-sent' | 'at-once', typed = signOfWorkstation(second.device)) =>
      first.call(wipeWorkstation, { device: second.device, how, reason: 'handed-back', typed })
    return { ...all, line, place, order, askAgain }
  }
  async function ask(place: CloudPlace, path: string, body?: unknown) {
    const link = new HttpsLink(place)
    onTestFinished(() => link.close())
    const method = body === undefined ? 'GET' : 'POST'
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const answers = new Set([200, 400, 401, 404])
    const { status, bytes } = await link.ask({ method, path, ...sent, answers })
    const said = JSON.parse(bytes.toString()) as { error?: { reason: string } }
    return { said, is: status === 200 ? 'ok' : (said.error?.reason ?? String(status)) }
  }
  const isThere = ({ profile }: Pick<Joined, 'profile'>) => existsSync(join(profile, 'store'))

  test('by whoever manages people, of another one, after its sign was typed; recorded, and in the list', async () => {
    const { first, second, line, order, cloud } = await ready()
    expect(await reasonOf(order('at-once', 'nope'))).toBe('workstation.not-typed')
    const own = first.session.workstation.device
    const itself = {
      device: own,
      how: 'at-once' as const,
      reason: 'lost' as const,
      typed: signOfWorkstation(own),
    }
    expect(await reasonOf(first.call(wipeWorkstation, itself))).toBe('workstation.itself')
    expect((await line())?.wipe).toBeNull()
    await order('when-sent')
    expect(await line()).toMatchObject({ wipe: { how: 'when-sent', wipedAt: null }, revokedAt: null })
    const entry = auditRows(first).findLast(({ action }) => action === 'workstation.order-wipe')
    expect(JSON.parse(entry?.detail ?? '')).toEqual({
      workstation: second.device,
      how: 'when-sent',
      reason: 'handed-back',
    })
    await cloud.stop()
    expect(await reasonOf(order('at-once'))).toBe('cloud.unreachable')
  })

  test('while it is locked: nothing is left on it, it starts as a new computer and says why, and the list has its receipt', async () => {
    const { first, second, line, order, askAgain } = await ready()
    await upToDate(second.desk)
    second.desk.close()
    const main = await mainOver(second, () => null)
    const last = main.audit.file?.last.n ?? 0
    expect(main.audit.file && isUnsent(main.audit.file)).toBe(false)
    await order('when-sent')
    await expect.poll(() => isThere(second), patient).toBe(false)
    expect(second.keys.keys.size).toBe(0)
    await expect
      .poll(() => readWipeNote(second.profile), patient)
      .toMatchObject({ stage: 'done', owed: null })
    askAgain()
    await expect.poll(async () => (await line())?.wipe?.wipedAt ?? null, patient).not.toBeNull()
    expect((await line())?.revokedAt).not.toBeNull()
    // its last entry is with the cloud
    expect(last).toBeGreaterThan(0)
    const desk = await startedAgain(second)
    expect(await desk.call(getGate, {})).toMatchObject({ state: 'first-run', reason: 'vault.wiped' })
    expect(main.faults).toEqual([])
    // and where what it knew was sent, nothing of the practice is lost
    expect(await found(first, owner.displayName)).toBe(0)
  })

  test('not before what waits there was sent, where that was ordered: somebody signs in, it is sent, and then it goes', async () => {
    const { cloud, comeBack, first, second, order } = await ready()
    await order('when-sent')
    await cloud.stop()
    await second.desk.call(registerPatient, aPatient('Unsent'))
    second.desk.close()
    let desk: Workstation | null = null
    const back = await comeBack()
    onTestFinished(() => back.stop())
    const main = await mainOver(second, () => desk)
    await expect.poll(() => main.orders.length, patient).toBeGreaterThan(2)
    expect(isThere(second)).toBe(true)
    desk = await startedAgain(second)
    await desk.call(signIn, asOwner)
    await expect.poll(() => main.asked(), patient).toBeGreaterThan(0)
    await upToDate(desk)
    main.wiping.allSent()
    await expect.poll(() => isThere(second), patient).toBe(false)
    await upToDate(first)
    await expect.poll(() => found(first, 'unsent'), patient).toBe(1)
  })

  test('at once, where that was ordered, also where something waits and it was revoked', async () => {
    const { cloud, comeBack, first, second, order, line, askAgain } = await ready()
    await cloud.stop()
    await second.desk.call(registerPatient, aPatient('Lost'))
    second.desk.close()
    const back = await comeBack()
    onTestFinished(() => back.stop())
    await upToDate(first)
    await first.call(revokeWorkstation, { device: second.device, reason: 'stolen' })
    await order('at-once')
    await mainOver(second, () => null)
    await expect.poll(() => isThere(second), patient).toBe(false)
    await expect.poll(() => readWipeNote(second.profile)?.owed, patient).toBeNull()
    await upToDate(first)
    askAgain()
    await expect.poll(async () => (await line())?.wipe?.wipedAt ?? null, patient).not.toBeNull()
  })

  test('with the cloud away when it is told: the receipt is sent at the next start', async () => {
    const { cloud, comeBack, first, second, order, line, askAgain } = await ready()
    await upToDate(second.desk)
    second.desk.close()
    await order('at-once')
    const main = await mainOver(second, () => null)
    await expect.poll(() => main.orders.length, patient).toBeGreaterThan(0)
    await cloud.stop()
    await expect.poll(() => readWipeNote(second.profile)?.stage, patient).toBe('done')
    const back = await comeBack()
    onTestFinished(() => back.stop())
    await mainOver(second, () => null)
    await expect.poll(() => readWipeNote(second.profile)?.owed, patient).toBeNull()
    await expect.poll(() => readWipeNote(second.profile)?.owed, patient).toBeNull()
    await upToDate(first)
    askAgain()
    await expect.poll(async () => (await line())?.wipe?.wipedAt ?? null, patient).not.toBeNull()
  })

  /** Somebody else who manages people, and has come in once at the first workstation. */
  async function withAnother(all: Awaited<ReturnType<typeof ready>>) {
    const { first } = all
    const { code } = await first.call(invitePerson, {
      displayName: 'Bo Lindqvist',
      username: 'blindqvist',
      roles: ['administrator'],
      levels: [],
    })
    await upToDate(first)
    // who is only invited confirms nothing: somebody alone still gives orders alone
    await all.order('when-sent')
    expect((await all.line())?.wipe).toMatchObject({ waits: null })
    await first.call(takeBackWipe, { device: all.second.device })
    expect((await all.line())?.wipe).toBeNull()
    all.askAgain()
    await expect
      .poll(() => isPrepared({ profile: first.profile, keys: first.keys }, 'blindqvist'), patient)
      .toBe(true)
    await first.vault.people.settled()
    first.close()
    const password = 'harvest kettle bronze 81'
    const other = await startedAgain(first)
    await other.call(recover, { username: 'blindqvist', code, password })
    await upToDate(other)
    return { other }
  }

  test('one asks and another confirms, where two may: until then it is told nothing, and its own asker cannot', async () => {
    const all = await ready()
    const { second, place } = all
    const { other } = await withAnother(all)
    const { device } = second
    const typed = signOfWorkstation(device)
    const told = async () => Orders.parse((await ask(place, '/v1/orders')).said).order
    await expect
      .poll(async () => (await other.call(listWorkstations, {})).workstations.length, patient)
      .toBe(2)
    const lineOf = async (desk: Workstation) =>
      (await desk.call(listWorkstations, {})).workstations.find((each) => each.device === device)
    expect(await reasonOf(other.call(confirmWipe, { device, typed }))).toBe('wipe.nothing-to-confirm')
    await other.call(wipeWorkstation, { device, how: 'at-once', reason: 'stolen', typed })
    expect(await lineOf(other)).toMatchObject({
      wipe: { waits: 'another', standsFrom: null },
      orderedBy: { name: 'Bo Lindqvist', isOwn: true },
    })
    expect(await told()).toBeNull()
    expect(await reasonOf(other.call(confirmWipe, { device, typed }))).toBe('wipe.own')
    expect(await told()).toBeNull()
    await other.vault.people.settled()
    other.close()

    const again = await startedAgain(all.first)
    await again.call(signIn, asOwner)
    await upToDate(again)
    again.vault.people.touched({ tables: ['users'], patients: [] })
    await expect.poll(async () => (await lineOf(again))?.wipe?.waits, patient).toBe('another')
    expect((await lineOf(again))?.orderedBy).toEqual({ name: 'Bo Lindqvist', isOwn: false })
    expect(await reasonOf(again.call(confirmWipe, { device, typed: 'nope' }))).toBe('workstation.not-typed')
    await again.call(confirmWipe, { device, typed })
    expect((await lineOf(again))?.wipe).toMatchObject({ waits: null })
    expect((await told())?.order).toMatchObject({ device, how: 'at-once' })
    const recorded = auditRows(again).map(({ action }) => action)
    expect(recorded).toEqual(expect.arrayContaining(['workstation.order-wipe', 'workstation.confirm-wipe']))
    // and until it has wiped itself either may take it back
    await again.call(takeBackWipe, { device })
    expect(await told()).toBeNull()
    expect(await reasonOf(again.call(takeBackWipe, { device }))).toBe('wipe.nothing-to-take-back')
  })

  test('of somebody alone it stands after an hour, and may be taken back until then', async () => {
    const { place, second, order, line, first } = await ready({ wipeWaitMs: 3_600_000 })
    const told = async () => Orders.parse((await ask(place, '/v1/orders')).said).order
    await order('at-once')
    expect((await line())?.wipe?.waits).toBe('time')
    expect(await told()).toBeNull()
    const { orderedAt = '', standsFrom } = (await line())?.wipe ?? {}
    expect(Date.parse(standsFrom ?? '') - Date.parse(orderedAt)).toBe(3_600_000)
    await first.call(takeBackWipe, { device: second.device })
    expect((await line())?.wipe).toBeNull()
    expect(await told()).toBeNull()
  })

  test('not by an order that another key has signed', async () => {
    const { second, order } = await ready()
    second.desk.close()
    await order('at-once')
    const open = await startedAgain(second)
    const { audit } = open.vault
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    if (audit)
      new RevocationBook(audit).pin(publicKey.export({ type: 'spki', format: 'der' }).toString('base64'))
    audit?.db.exec('UPDATE revocations SET known = 0')
    open.close()
    const main = await mainOver(second, () => null)
    await expect.poll(() => main.heard(), patient).toBeGreaterThan(3)
    expect(main.orders).toEqual([])
    expect(isThere(second)).toBe(true)
  })

  test('the cloud takes a receipt only of the workstation that was ordered, signed with its certificate’s key; once', async () => {
    const { second, first, place, order, line, askAgain } = await ready()
    await order('at-once')
    const { order: signed } = Orders.parse((await ask(place, '/v1/orders')).said)
    const own = await ask({ ...place, token: place.token }, '/v1/orders')
    expect(own.is).toBe('ok')
    const { practice, device, nonce } = signed!.order
    const nobody: CloudPlace = { ...place, token: '', certificate: null }
    const send = async (
      change: Partial<SignedWipeReceipt['receipt']>,
      key = place.certificate!.key,
      cert = place.certificate!.cert,
    ) => {
      const receipt = {
        kind: 'wiped' as const,
        format: 1 as const,
        practice,
        device,
        nonce,
        at: new Date().toISOString(),
        ...change,
      }
      const sig = sign('sha256', Buffer.from(canonicalText(receipt)), key).toString('base64')
      return (await ask(nobody, '/v1/wipes', { receipt, cert, sig })).is
    }
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    })
    expect(await send({}, String(other))).toBe('wipe.unknown')
    expect(await send({ nonce: 'ab'.repeat(32) })).toBe('wipe.unknown')
    expect(await send({ device: first.session.workstation.device })).toBe('wipe.unknown')
    expect(await send({ practice: device })).toBe('wipe.unknown')
    expect(await send({}, place.certificate!.key, 'no certificate')).toBe('wipe.unknown')
    expect((await line())?.wipe?.wipedAt).toBeNull()
    const at = '2026-03-04T10:00:00.000Z'
    expect(await send({ at })).toBe('ok')
    expect(await send({})).toBe('ok')
    askAgain()
    await expect.poll(async () => (await line())?.wipe?.wipedAt ?? null, patient).toBe(at)
    // it has no right to speak any more, and nothing to do
    expect((await ask(place, '/v1/grants')).is).toBe('device.revoked')
    expect(Orders.parse((await ask(place, '/v1/orders')).said).order).toBeNull()
    second.desk.close()
  })
})
