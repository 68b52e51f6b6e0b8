/** kill -9 at every step of coming back with the practice's code: it can be done again, and nothing that was here is lost. */
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { getDraft, saveDraft } from '../../shared/access/draft.ts'
import { getGate } from '../../shared/access/get-gate.ts'
import { recoverPractice } from '../../shared/access/recover-practice.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { DemoKeyFile } from '../../src-main/app/keychain.ts'
import type { Db } from '../../src-main/store/cipher.ts'
import { openWorkstation, owner, type DeviceKeys } from '../../tools/kit/workstation.ts'
import { bundled, runChild } from '../kit/children.ts'
import { copyOf, everyState } from '../kit/every-step.ts'
import { auditRows, newPractice } from '../kit/practice.ts'
import { recoveredPassword, withCode } from '../kit/recovery-input.ts'

let child = ''
beforeAll(() => void (child = bundled('kill-recovery-child')))

const draft = { kind: 'patients.register' as const, subject: '' }

/** In their order; after those of before come those of coming in. */
const opsIn = (db: Db) => db.prepare('SELECT op FROM outbox ORDER BY localSeq').pluck().all()

test('killed at every step of it', { timeout: 300_000 }, async () => {
  const made = await newPractice()
  await made.call(registerPatient, registerPatient.example)
  await made.call(saveDraft, { ...draft, body: 'half typed' })
  const waiting = opsIn(made.session.store.db)
  const logged = auditRows(made).map(({ seq, action }) => `${seq} ${action}`)
  made.close()
  const ends = { lost: 0, wrong: 0, done: 0 }

  const { steps, states } = await everyState(
    (given, folder) => runChild(child, [folder, made.practice.code, given]),
    () => copyOf(made.profile),
    async (profile) => {
      const keys = new DemoKeyFile(profile) as unknown as DeviceKeys
      const desk = await openWorkstation({ profile, keys })
      onTestFinished(() => desk.close())
      const { state, reason } = await desk.call(getGate, {})
      expect(['sign-in', 'recovery']).toContain(state)
      if (state === 'sign-in') {
        ends.done += 1
        await desk.call(signIn, { username: owner.username, password: recoveredPassword })
      } else {
        ends[reason === 'keychain.entry-missing' ? 'lost' : 'wrong'] += 1
        await desk.call(recoverPractice, withCode(made.practice.code))
      }
      const { db } = desk.session.store
      expect(opsIn(db).slice(0, waiting.length)).toEqual(waiting)
      expect((await desk.call(getDraft, draft)).draft?.body).toBe('half typed')
      const log = auditRows(desk).map(({ seq, action }) => `${seq} ${action}`)
      expect(log.slice(0, logged.length)).toEqual(logged)
      desk.close()
      // and once more, with the keychain lost again
      const again = await openWorkstation({ profile })
      await again.call(recoverPractice, withCode(made.practice.code))
      expect(opsIn(again.session.store.db).slice(0, waiting.length)).toEqual(waiting)
      again.close()
    },
  )
  console.log(
    `killed at ${steps} steps, ${states} states: ${ends.lost} times before the keychain had a key, ${ends.wrong} before the log was under it, ${ends.done} after`,
  )
  expect(steps).toBeGreaterThan(20)
  expect(Math.min(ends.lost, ends.wrong, ends.done)).toBeGreaterThan(0)
})
