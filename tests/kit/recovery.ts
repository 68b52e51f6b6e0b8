/** Workstations in a cloud, one of which loses its keychain and comes back with the practice's code. */
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { getPracticeCode } from '../../shared/access/get-practice-code.ts'
import { joinPractice } from '../../shared/access/join-practice.ts'
import { connectCloud } from '../../shared/cloud/connect-cloud.ts'
import { makeEnrolmentCode } from '../../shared/cloud/make-enrolment-code.ts'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import type { Cloud, CloudOptions } from '../../src-cloud/start-cloud.ts'
import { openParts, parseRecovery, workstationPart } from '../../src-main/vault/recovery-file.ts'
import { openPracticeKey } from '../../src-main/vault/practice-key.ts'
import { openSlot } from '../../src-main/vault/slot.ts'
import { readSlots } from '../../src-main/vault/slots.ts'
import { readRecoveryCode } from '../../src-main/vault/recovery-code.ts'
import { KeysInMemory, openWorkstation, owner, type Workstation } from '../../tools/kit/workstation.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { addressOf, practiceCode } from './cloud-apps.ts'
import { cloudFolder, newCloud, type TestPostgres } from './cloud.ts'
import { newPractice, tempFolder, type Practice } from './practice.ts'

/** Nobody's. */
export const otherPassword = 'harvest kettle bronze 81'

export async function connected(cloud: Cloud): Promise<Practice> {
  const first = await newPractice()
  await first.call(connectCloud, { address: addressOf(cloud), code: await practiceCode(cloud) })
  return first
}

export type Joined = Readonly<{ desk: Workstation; profile: string; keys: KeysInMemory; device: string }>

/** A workstation that nobody has used, joined with a code of `first`. */
export async function joined(first: Workstation): Promise<Joined> {
  const { address, code } = await first.call(makeEnrolmentCode, {})
  const [profile, keys] = [tempFolder(), new KeysInMemory()]
  const desk = await openWorkstation({ profile, keys })
  onTestFinished(() => desk.close())
  await desk.call(joinPractice, { address, code, password: owner.password })
  return { desk, profile, keys, device: desk.session.workstation.device }
}

/** The same computer, started again; `lost`: after its keychain was emptied. */
export async function startedAgain(
  { profile, keys }: Pick<Joined, 'profile' | 'keys'>,
  lost = false,
): Promise<Workstation> {
  if (lost) keys.keys.clear()
  const desk = await openWorkstation({ profile, keys })
  onTestFinished(() => desk.close())
  return desk
}

export const aPatient = (family: string): InputOf<typeof registerPatient> => ({
  ...registerPatient.example,
  demographics: { ...registerPatient.example.demographics, family },
  notADuplicate: true,
})

export const found = async (desk: Workstation, words: string): Promise<number> =>
  (await desk.call(findPatients, { text: words, limit: 20 })).lines.length

export const fileOf = ({ profile }: Pick<Joined, 'profile'>, name: string): string =>
  join(profile, 'store', name)

/** Whether there is a slot for somebody, with a word of the cloud for it. */
export function isPrepared(at: Pick<Joined, 'profile' | 'keys'>, username: string): boolean {
  const slots = readSlots(fileOf(at, 'slots.json'))
  const slot = slots?.users.find((each) => each.username === username)
  const key = at.keys.keys.get(slots?.device ?? '')
  const open = slots && slot && key && openSlot(slots, slot, key)
  return Boolean(open && 'sig' in open.grant)
}

/** The workstation key that a text of `recovery.json` holds, for whoever has the code. */
export async function workstationKeyIn(
  text: string,
  place: Readonly<{ tenant: string; device: string }>,
  typedCode: string,
): Promise<Buffer> {
  const code = readRecoveryCode(typedCode)
  const file = parseRecovery(text, place)
  const practiceKey = code && openPracticeKey(place.tenant, file.key, code)
  const [key] = practiceKey ? await openParts(place, file, practiceKey, workstationPart(1)) : []
  if (!key) throw new Error('the code does not open it')
  return key
}

/** Clouds on a PostgreSQL, each a database of its own. */
export function cloudsOn(postgres: TestPostgres) {
  async function aCloud(more: Partial<CloudOptions>) {
    const [name, folder] = [await postgres.makeDatabase(), cloudFolder()]
    const cloud = await newCloud(postgres.url(name), folder, more)
    /** The same cloud once more, at its address. */
    const comeBack = () => newCloud(postgres.url(name), folder, { ...more, port: cloud.port })
    return { cloud, name, folder, comeBack }
  }
  /** Two workstations that the cloud says have sealed theirs. */
  async function two(more: Partial<CloudOptions> = {}) {
    const { cloud, name, folder, comeBack } = await aCloud(more)
    const first = await connected(cloud)
    await upToDate(first)
    const second = await joined(first)
    await upToDate(second.desk)
    await followed(second.desk, 2)
    askAgain(first)
    await followed(first, 2)
    return { cloud, name, folder, comeBack, first, second }
  }

  return { two }
}

/** Until the cloud says that so many follow the latest key. */
export async function followed(desk: Workstation, sealed: number): Promise<void> {
  await expect
    .poll(async () => (await desk.call(getPracticeCode, {})).workstations?.sealed, { timeout: 15_000 })
    .toBe(sealed)
}
/** Asks the cloud for news of the code, as signing in does, and some minutes. */
export const askAgain = ({ vault }: Workstation) => vault.practiceCode.askSoon()
export const codeOf = (first: Workstation) => first.call(makeEnrolmentCode, {})
