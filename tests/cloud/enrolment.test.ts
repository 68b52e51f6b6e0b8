/** Coming to a cloud: codes, pins, certificates, numbers, and the lane that runs by itself from then on. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { getMe } from '../../shared/access/get-me.ts'
import { joinPractice } from '../../shared/access/join-practice.ts'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { connectCloud } from '../../shared/cloud/connect-cloud.ts'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { makeEnrolmentCode } from '../../shared/cloud/make-enrolment-code.ts'
import { numbersInBlock, writeEnrolmentCode } from '../../shared/sync/enrol.ts'
import { pinOf, readCertificates } from '../../src-cloud/http/certificates.ts'
import { revokeDevice } from '../../src-cloud/postgres/credentials.ts'
import { makePracticeCode } from '../../src-cloud/postgres/enrolment.ts'
import type { Cloud } from '../../src-cloud/start-cloud.ts'
import type { CloudPlace } from '../../src-main/sync/https-link.ts'
import { HttpTransport } from '../../src-main/sync/http-transport.ts'
import { readCloudFile, writeCloudFile } from '../../src-main/vault/cloud-file.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { KeysInMemory, openWorkstation, owner, type Workstation } from '../../tools/kit/workstation.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { auditRows, newPractice, tempFolder } from '../kit/practice.ts'
import {
  cloudFolder,
  newCloud,
  newStation,
  newTestPractice,
  skipWithout,
  somebodyElse,
  usePostgres,
} from '../kit/cloud.ts'
import { root } from '../../tools/proc.ts'
import type { Asked, Told } from '../kit/ask-clouds.ts'

const addressOf = (cloud: Cloud) => `127.0.0.1:${cloud.port}`
const aPatient = (family: string): InputOf<typeof registerPatient> => ({
  ...registerPatient.example,
  demographics: { ...registerPatient.example.demographics, family },
  notADuplicate: true,
})

/** What a workstation's `cloud.json` holds. */
async function placeOf(desk: Workstation, profile: string, keys: KeysInMemory): Promise<CloudPlace> {
  const { workstation } = desk.session
  const key = await keys.find(workstation.device)
  const place =
    key.state === 'present' ? readCloudFile(join(profile, 'store', 'cloud.json'), key.key, workstation) : null
  if (!place) throw new Error('no cloud')
  return place
}

/** What a process that was started so is told (kit/ask-clouds.ts). */
async function told(asked: Asked, env: Record<string, string> = {}, options: readonly string[] = []) {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...options, join(root, 'tests/kit/ask-clouds.ts')],
    { env: { PATH: process.env['PATH'], ...env }, stdio: ['pipe', 'pipe', 'ignore'] },
  )
  child.stdin.end(JSON.stringify(asked))
  return JSON.parse(await text(child.stdout)) as Told
}

describe.skipIf(skipWithout !== null)('enrolment', () => {
  const postgres = usePostgres()

  async function aCloud(folder = cloudFolder()) {
    const url = postgres.url(await postgres.makeDatabase())
    return newCloud(url, folder)
  }
  const practiceCode = async (cloud: Cloud) =>
    writeEnrolmentCode((await makePracticeCode(cloud.pool)).secret, pinOf(cloud.ca))

  async function connected() {
    const cloud = await aCloud()
    const first = await newPractice()
    await first.call(connectCloud, { address: addressOf(cloud), code: await practiceCode(cloud) })
    return { cloud, first }
  }
  /** A workstation that nobody has used, joined with a code of `first`. */
  async function joined(first: Workstation) {
    const { address, code } = await first.call(makeEnrolmentCode, {})
    const profile = tempFolder()
    const keys = new KeysInMemory()
    const desk = await openWorkstation({ profile, keys })
    onTestFinished(() => desk.close())
    const { recoveryCode } = await desk.call(joinPractice, { address, code, password: owner.password })
    return { desk, profile, keys, recoveryCode, code, address }
  }
  const found = async (desk: Workstation, words: string) =>
    (await desk.call(findPatients, { text: words, limit: 20 })).lines.length

  test('a practice is brought to a cloud; another workstation joins it; what one does the other has, by itself', async () => {
    const { first } = await connected()
    await first.call(registerPatient, aPatient('Okonkwo'))
    await upToDate(first)

    const { desk: second } = await joined(first)
    await upToDate(second)
    expect(await second.call(getMe, {})).toMatchObject({
      displayName: owner.displayName,
      practiceName: (await first.call(getMe, {})).practiceName,
    })
    expect(await found(second, 'okonkwo')).toBe(1)

    // both ways, and nobody asks for it
    await second.call(registerPatient, aPatient('Vandersloot'))
    await expect.poll(() => found(first, 'vandersloot')).toBe(1)
    await first.call(registerPatient, aPatient('Achterberg'))
    await expect.poll(() => found(second, 'achterberg')).toBe(1)
    expect([first.faults, second.faults]).toEqual([[], []])
  })

  test('each gives out its own numbers, also without a cloud', async () => {
    const { cloud, first } = await connected()
    await upToDate(first)
    const { desk: second } = await joined(first)
    const { desk: third } = await joined(first)
    await cloud.stop()
    const numberOf = async (desk: Workstation, family: string) =>
      Number((await desk.call(registerPatient, aPatient(family))).mrn)
    const numbers = []
    for (const desk of [first, second, third])
      for (const n of [1, 2]) numbers.push(await numberOf(desk, `Numbered ${n}`))
    expect(new Set(numbers).size).toBe(6)
    const [a = 0, , b = 0, , c = 0] = numbers
    expect(b - a).toBeGreaterThanOrEqual(100_000)
    expect(Math.abs(c - b)).toBe(numbersInBlock)
  })

  test('who joined signs in without a network, and after a kill of everything', async () => {
    const { cloud, first } = await connected()
    await upToDate(first)
    const { desk, profile, keys } = await joined(first)
    await upToDate(desk)
    await cloud.stop()
    desk.close()
    const again = await openWorkstation({ profile, keys })
    onTestFinished(() => again.close())
    await again.call(signIn, { username: owner.username, password: owner.password })
    expect((await again.call(getMe, {})).displayName).toBe(owner.displayName)
    await expect.poll(async () => (await again.call(getConnection, {})).connection.state).toBe('away')
  })

  test('a code is used once, soon, and for what it was made for', async () => {
    const { cloud, first } = await connected()
    await upToDate(first)
    const { code, address } = await joined(first)
    const late = async (typed: string) => {
      const desk = await openWorkstation({ profile: tempFolder() })
      onTestFinished(() => desk.close())
      return reasonOf(desk.call(joinPractice, { address, code: typed, password: owner.password }))
    }
    expect(await late(code)).toBe('enrol.code')
    const old = await first.call(makeEnrolmentCode, {})
    await postgres.owner(cloud.databaseUrl.split('/').at(-1) ?? '', (client) =>
      client.query(
        `UPDATE enrolment_code SET expires_at = now() - interval '1 second' WHERE used_at IS NULL`,
      ),
    )
    expect(await late(old.code)).toBe('enrol.code')
    expect(await late(await practiceCode(cloud))).toBe('enrol.other-kind')
    const another = await newPractice()
    const forOne = await first.call(makeEnrolmentCode, {})
    expect(await reasonOf(another.call(connectCloud, { address, code: forOne.code }))).toBe(
      'enrol.other-kind',
    )
    expect(await reasonOf(first.call(connectCloud, { address, code: forOne.code }))).toBe('cloud.connected')
  })

  test('an answer that was lost is given again to the same workstation', async () => {
    const cloud = await aCloud()
    const first = await newPractice()
    const code = await practiceCode(cloud)
    await first.call(connectCloud, { address: addressOf(cloud), code })
    await upToDate(first)
    first.close()
    // as if its answer had never come
    rmSync(join(first.profile, 'store', 'cloud.json'))
    const again = await openWorkstation({ profile: first.profile, keys: first.keys })
    onTestFinished(() => again.close())
    await again.call(signIn, { username: owner.username, password: owner.password })
    expect((await again.call(getConnection, {})).connection.state).toBe('none')
    await again.call(connectCloud, { address: addressOf(cloud), code })
    await upToDate(again)
  })

  test('a cloud that is not the one the code is from gets nothing', async () => {
    const [cloud, other] = [await aCloud(), await aCloud()]
    const first = await newPractice()
    const code = await practiceCode(cloud)
    const reason = await reasonOf(first.call(connectCloud, { address: addressOf(other), code }))
    expect(reason).toBe('enrol.pin')
    const heard: string[] = []
    const port = await somebodyElse(
      await readCertificates(cloudFolder(), ['127.0.0.1'], Date.now()),
      (request, response) => {
        heard.push(request.url ?? '')
        response.end('ok')
      },
    )
    expect(await reasonOf(first.call(connectCloud, { address: `127.0.0.1:${port}`, code }))).toBe('enrol.pin')
    expect(heard).toEqual([])
    expect(await reasonOf(first.call(connectCloud, { address: '127.0.0.1:1', code }))).toBe(
      'cloud.unreachable',
    )
    // and nothing was used up
    await first.call(connectCloud, { address: addressOf(cloud), code })
    await upToDate(first)
  })

  test('an authority that the environment of the process names is not trusted', async () => {
    const otherFolder = cloudFolder()
    const [cloud, other] = [await aCloud(), await aCloud(otherFolder)]
    const { token } = await newStation(cloud, await newTestPractice(cloud))
    const asked: Asked = {
      own: cloud.port,
      other: other.port,
      ca: cloud.ca,
      token,
      pin: pinOf(cloud.ca),
      code: null,
      cursor: { epoch: randomUUID(), seq: 0, h: '0'.repeat(32) },
    }
    const theirs = join(otherFolder, 'their-authority.pem')
    writeFileSync(theirs, other.ca)
    const answered = { own: 'answered', other: 'tls', enrolling: 'enrol.pin' }
    expect(await told({ ...asked, code: await practiceCode(cloud) })).toEqual({
      ...answered,
      joined: 'answered',
      machine: expect.stringMatching(/CERT/),
    })
    // each of these does make the machine trust them, and a workstation not
    for (const [env, ...options] of [
      [{ NODE_EXTRA_CA_CERTS: theirs }],
      [{ SSL_CERT_FILE: theirs }, '--use-openssl-ca'],
      [{ SSL_CERT_FILE: theirs }, '--use-system-ca'],
      [{ SSL_CERT_FILE: theirs, NODE_USE_SYSTEM_CA: '1' }],
      [{ SSL_CERT_FILE: theirs, NODE_OPTIONS: '--use-openssl-ca --tls-min-v1.0' }],
      [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
    ] satisfies [Record<string, string>, ...string[]][])
      expect([env, options, await told(asked, env, options)]).toEqual([
        env,
        options,
        { ...answered, joined: 'not tried', machine: 'answered' },
      ])
  })

  test('that the cloud was set back is in the audit log of each workstation, once, also after a lock', async () => {
    const { cloud, first } = await connected()
    await first.call(registerPatient, aPatient('Okonkwo'))
    await upToDate(first)
    const said = () => auditRows(first).filter(({ action }) => action === 'history.set-back')
    expect(said()).toEqual([])
    // as `cloud restore` does it
    await postgres.owner(cloud.databaseUrl.split('/').at(-1) ?? '', (client) =>
      client.query('UPDATE practice_head SET epoch = gen_random_uuid()'),
    )
    await first.call(registerPatient, aPatient('Achterberg'))
    await expect.poll(said).toMatchObject([{ outcome: 'done', reason: 'cloud-restored', actor: null }])
    await upToDate(first)
    first.close()
    const again = await openWorkstation({ profile: first.profile, keys: first.keys })
    onTestFinished(() => again.close())
    await again.call(signIn, { username: owner.username, password: owner.password })
    await upToDate(again)
    expect(auditRows(again).filter(({ action }) => action === 'history.set-back')).toHaveLength(1)
  })

  test('a stolen token is nothing without its certificate, and a revoked workstation is told so', async () => {
    const { cloud, first } = await connected()
    await upToDate(first)
    const place = await placeOf(first, first.profile, first.keys)
    const { desk, profile, keys } = await joined(first)
    const theirs = await placeOf(desk, profile, keys)
    const why = async (token: string, certificate: typeof place.certificate) => {
      const transport = new HttpTransport({ ...place, token, certificate })
      onTestFinished(() => transport.close())
      const cursor = { epoch: randomUUID(), seq: 0, h: '0'.repeat(32) }
      return transport.pull(cursor, 10).then(
        () => 'answered',
        (error: { why: string }) => error.why,
      )
    }
    expect(await why(place.token, place.certificate)).toBe('answered')
    expect(await why(place.token, null)).toBe('refused')
    expect(await why(place.token, theirs.certificate)).toBe('refused')
    expect(await why(theirs.token, place.certificate)).toBe('refused')
    const { tenant, device } = first.session.workstation
    await revokeDevice(cloud.pool, tenant, device)
    // it has not heard of it yet
    await first.call(registerPatient, aPatient('Afterward'))
    first.vault.cloud.tryNow()
    await expect.poll(async () => (await first.call(getConnection, {})).connection.why).toBe('refused')
    // then whoever is in is sent out, and what was done is there
    await expect.poll(() => first.locks).toContain('sign-out')
    const there = `SELECT id FROM patients WHERE family = 'Afterward'`
    expect(first.session.store.read.rows(there)).toHaveLength(1)
    expect(await reasonOf(first.call(registerPatient, aPatient('Later')))).toBe('permission.missing')
  })

  test('what proves the workstation lies sealed, and opens for its own device key only', async () => {
    const { first } = await connected()
    await upToDate(first)
    const file = join(first.profile, 'store', 'cloud.json')
    const text = readFileSync(file, 'utf8')
    const place = await placeOf(first, first.profile, first.keys)
    for (const secret of [place.token, place.certificate?.key ?? '', place.host])
      expect(text).not.toContain(secret)
    const { tenant, device } = first.session.workstation
    const key = await first.keys.find(device)
    const own = key.state === 'present' ? key.key : Buffer.alloc(32)
    expect(() => readCloudFile(file, Buffer.alloc(32, 7), { tenant, device })).toThrow('vault.cloud-file')
    expect(() => readCloudFile(file, own, { tenant, device: randomUUID() })).toThrow('vault.cloud-file')
    expect(readCloudFile(file, own, { tenant, device })).toEqual(place)
    writeCloudFile(file, own, { tenant, device }, { ...place, port: 1 })
    expect(readCloudFile(file, own, { tenant, device })?.port).toBe(1)
  })

  test('connecting, making a code and joining are recorded', async () => {
    const { first } = await connected()
    await upToDate(first)
    const { desk } = await joined(first)
    const actions = (each: Workstation) =>
      auditRows(each).map(({ action, outcome }) => `${action} ${outcome}`)
    expect(actions(first)).toContain('cloud.connect done')
    expect(actions(first)).toContain('enrolment-code.make done')
    expect(actions(desk)[0]).toBe('practice.join done')
  })
})
