/** A practice with everything in it that lies under the key of its store, or opens it, left by two people; and what is looked at after. */
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { changeKey } from '../../shared/access/change-key.ts'
import { getDraft, saveDraft } from '../../shared/access/draft.ts'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { makeKit } from '../../shared/access/make-kit.ts'
import { recover } from '../../shared/access/recover.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { addDocument } from '../../shared/charting/add-document.ts'
import { chooseFiles } from '../../shared/charting/choose-files.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { DemoKeyFile } from '../../src-main/app/keychain.ts'
import { openCipher } from '../../src-main/store/cipher.ts'
import { readSlots } from '../../src-main/vault/slots.ts'
import {
  openWorkstation,
  owner,
  type DeviceKeys,
  type Workstation,
  type WorkstationOptions,
} from '../../tools/kit/workstation.ts'
import { newPassword } from './closed-practice.ts'
import { aPng, filesIn, shaOf } from './documents.ts'
import { auditRows, newPractice, tempFolder } from './practice.ts'
import { SigningCloud } from './signing-cloud.ts'
import { waitingOps } from './store.ts'
import { workstationKeyOf } from './unwrap.ts'

export const keysIn = (profile: string) => new DemoKeyFile(profile) as unknown as DeviceKeys
export const nurse = { username: 'blindqvist', password: newPassword }
export const draft = { kind: 'patients.register' as const, subject: '' }

/** Nobody is in. Its keychain is a file of the profile, so that a copy of it is all there is. `asked`: another key was asked for. */
export async function keyPractice(asked = true, profile = tempFolder(true)) {
  const made = await newPractice({ profile, keys: keysIn(profile) })
  const { patientId } = await made.call(registerPatient, registerPatient.example)
  const picture = aPng()
  made.files = filesIn(join(tempFolder(), 'scans'), { 'front.png': picture })
  const { files } = await made.call(chooseFiles, { patientId })
  await made.call(addDocument, {
    patientId,
    title: 'Card',
    kind: 'insurance-card',
    date: '2026-11-23',
    note: '',
    files: files.map(({ sha256, name }) => ({ sha256, name, pages: null })),
  })
  await made.call(saveDraft, { ...draft, body: 'half typed' })
  const { sheets } = await made.call(makeKit, { holders: ['Ana Rivera', 'Bo Lindqvist', 'Chidi Abara'] })
  const { userId, code } = await made.call(invitePerson, {
    displayName: 'Bo Lindqvist, RN',
    username: nurse.username,
    roles: ['nurse'],
    levels: [],
  })
  await new SigningCloud().grants(made, [[userId, nurse.username]], Date.now())
  await made.vault.kit.settled()
  await made.vault.pack.make()
  made.close()
  const first = await openWorkstation({ profile, keys: keysIn(profile) })
  await first.call(recover, { username: nurse.username, code, password: nurse.password })
  await first.call(saveDraft, { ...draft, body: 'half typed by Bo' })
  await leave(first)
  const back = await openWorkstation({ profile, keys: keysIn(profile) })
  await back.call(signIn, { username: owner.username, password: owner.password })
  if (asked) await back.call(changeKey, changeKey.example)
  const ops = waitingOps(back.session.store).map(({ op }) => op)
  const log = auditRows(back).map(({ seq, action }) => `${seq} ${action}`)
  await leave(back)
  const [device, store] = [readSlots(join(profile, 'store/slots.json'))?.device ?? '', join(profile, 'store')]
  const kept = await keysIn(profile).find(device)
  if (kept.state !== 'present') throw new Error('no device key')
  const firstKey = await workstationKeyOf(profile, kept.key, nurse.password, nurse.username)
  /** Everything of before is there for whoever has come in. */
  const mustHaveAll = async (desk: Workstation, half: string) => {
    const { store, blobs } = desk.session
    expect(
      waitingOps(store)
        .map(({ op }) => op)
        .slice(0, ops.length),
    ).toEqual(ops)
    expect((await desk.call(getDraft, draft)).draft?.body).toBe(half)
    expect(shaOf(await blobs.read(shaOf(picture), 0, picture.length))).toBe(shaOf(picture))
    const now = auditRows(desk).map(({ seq, action }) => `${seq} ${action}`)
    expect(now.slice(0, log.length)).toEqual(log)
    const pack = await desk.vault.pack.read()
    expect(pack.manifest.patients.map((each) => each.patientId)).toEqual([patientId])
  }
  return {
    profile,
    store,
    firstKey,
    code: made.practice.code,
    sheets: sheets.map((each) => each.code),
    nurseId: userId,
    patientId,
    mustHaveAll,
  }
}

export async function leave(desk: Workstation): Promise<void> {
  await desk.vault.people.settled()
  await desk.vault.kit.settled()
  desk.close()
}

/** Whether a file that nobody has open, and whoever opens it may change, is under this key. */
export function opensWith(file: string, key: Buffer): boolean {
  try {
    openCipher(file, key, false).close()
    return true
  } catch (error) {
    if (error instanceof AppError && error.reason === 'store.wrong-key') return false
    throw error
  }
}

/** Somebody comes in at what lies in the folder. */
export async function cameIn(
  profile: string,
  who: { username: string; password: string },
  options: Partial<WorkstationOptions> = {},
): Promise<Workstation> {
  const desk = await openWorkstation({ profile, keys: keysIn(profile), ...options })
  onTestFinished(() => desk.close())
  await desk.call(signIn, { username: who.username, password: who.password })
  return desk
}
