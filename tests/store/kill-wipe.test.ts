/** kill -9 at every step of a wipe: the next start finishes it, and nothing is left that opens anything. */
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { createPractice } from '../../shared/access/create-practice.ts'
import { getGate } from '../../shared/access/get-gate.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { DemoKeyFile } from '../../src-main/app/keychain.ts'
import { beginWipe, finishWipe } from '../../src-main/app/wipe.ts'
import { readWipeNote } from '../../src-main/vault/wipe-note.ts'
import { openWorkstation, owner, type DeviceKeys } from '../../tools/kit/workstation.ts'
import { bundled, runChild } from '../kit/children.ts'
import { copyOf, everyState } from '../kit/every-step.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { tempFolder } from '../kit/practice.ts'

let child = ''
beforeAll(() => void (child = bundled('kill-wipe-child')))

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

test('killed at every step of it', { timeout: 300_000 }, async () => {
  const profile = tempFolder()
  const made = await openWorkstation({ profile, keys: new DemoKeyFile(profile) as unknown as DeviceKeys })
  await made.call(createPractice, owner)
  await made.call(registerPatient, registerPatient.example)
  const { tenant, device } = made.session.workstation
  made.close()
  const given = JSON.stringify({
    order: { practice: tenant, device, nonce: 'ab'.repeat(32) },
    place: {
      host: '127.0.0.1',
      port: 1,
      ca: [],
      token: 'a-token',
      certificate: { key: key.export({ type: 'pkcs8', format: 'pem' }), cert: 'PEM' },
    },
  })
  const ends = { not: 0, begun: 0, done: 0 }

  const { steps, states } = await everyState(
    (at, folder) => runChild(child, [folder, given, at]),
    () => copyOf(profile),
    async (folder) => {
      const keys = new DemoKeyFile(folder)
      const stage = readWipeNote(folder)?.stage ?? 'not'
      ends[stage] += 1
      const open = async () => {
        const desk = await openWorkstation({ profile: folder, keys: keys as unknown as DeviceKeys })
        onTestFinished(() => desk.close())
        return desk
      }
      const desk = await open()
      const { state, reason } = await desk.call(getGate, {})
      // nothing was taken; it is going on; it is done
      const gates = { not: ['sign-in', null], begun: ['refused', 'vault.wipe-unfinished'] }
      expect([state, reason]).toEqual({ ...gates, done: ['first-run', 'vault.wiped'] }[stage])
      if (stage !== 'done') {
        const tried = { not: 'practice.exists', begun: 'vault.wipe-unfinished' }[stage]
        const outcome = await reasonOf(desk.call(createPractice, owner))
        if (outcome !== tried) throw new Error(outcome)
      }
      desk.close()
      if (stage === 'not') return
      await finishWipe(folder, keys)
      expect(readWipeNote(folder)).toMatchObject({ stage: 'done', owed: { signed: { receipt: { device } } } })
      expect(await keys.find(device)).toEqual({ state: 'absent' })
      expect(readdirSync(folder).filter((name) => name.startsWith('store'))).toEqual([])
      expect(readdirSync(join(folder, 'demo-key'))).toEqual([])
      const fresh = await open()
      expect(await fresh.call(getGate, {})).toMatchObject({ state: 'first-run', reason: 'vault.wiped' })
      // what is made here now is another workstation's, and no wipe of before touches it
      await fresh.call(createPractice, owner)
      fresh.close()
      await finishWipe(folder, keys)
      expect(existsSync(join(folder, 'store', 'clinical.db'))).toBe(true)
    },
  )
  console.log(
    `killed at ${steps} steps, ${states} states: ${ends.not} before it was begun, ${ends.begun} on the way, ${ends.done} when it was done`,
  )
  expect(steps).toBeGreaterThan(10)
  expect(Math.min(ends.not, ends.begun, ends.done)).toBeGreaterThan(0)
})

test('a keychain that does not answer keeps nothing else from going, and it is tried again', async () => {
  const profile = tempFolder()
  const keys = new DemoKeyFile(profile)
  const made = await openWorkstation({ profile, keys: keys as unknown as DeviceKeys })
  await made.call(createPractice, owner)
  const { device, tenant: practice } = made.session.workstation
  made.close()
  const order = { practice, device, nonce: 'ab'.repeat(32) } as never
  beginWipe(profile, order, {
    place: { host: 'h', port: 1, ca: [], token: '', certificate: null },
    at: 'now',
  })
  await expect(finishWipe(profile, { remove: () => Promise.reject(new Error('locked')) })).rejects.toThrow(
    'locked',
  )
  expect(existsSync(join(profile, 'store'))).toBe(false)
  expect(readWipeNote(profile)?.stage).toBe('begun')
  await finishWipe(profile, keys)
  expect(readWipeNote(profile)).toMatchObject({ stage: 'done', owed: null })
})
