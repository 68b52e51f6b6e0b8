/** Screens of workstations that are not the demo's: one with something refused, and one that nobody has used. */
import { describe, expect, test } from 'vitest'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { startApp } from '../../tools/kit/app.ts'
import { goTo } from '../../tools/screens/visit.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { tempFolder } from '../kit/practice.ts'
import { noKeychain, seededProfile, signInOn } from '../kit/seeded-app.ts'

describe.skipIf(noKeychain !== null)('screens', () => {
  test('what was refused', async () => {
    const profile = tempFolder()
    await seededProfile(async (desk) => {
      await desk.call(registerPatient, registerPatient.example)
      const { db } = desk.session.store
      // as the cloud says it of somebody who no longer works here
      db.exec(`UPDATE outbox SET state = 'rejected', status = 'rejected' WHERE kind LIKE 'patients.%'`)
      db.exec(`INSERT INTO attention (op, reason, body, state, madeAt)
               SELECT op, 'actor.revoked', body, 'open', madeAt FROM outbox WHERE state = 'rejected'`)
    }, profile)
    const refused = await startApp({ profile })
    try {
      const on = await refused.page()
      await on.setViewportSize(pictureSize)
      await signInOn(on)
      await goTo(on, '/attention')
      const found = await takePictures(on, 'attention-list')
      await on.getByRole('row', { name: /O’Kon/ }).click()
      await on.getByLabel('Family name').waitFor()
      found.push(...(await takePictures(on, 'attention-refused')))
      expect(found).toEqual([])
    } finally {
      await refused.kill()
    }
  })

  test('first run, to the recovery code', async () => {
    const first = await startApp({ profile: tempFolder() })
    try {
      const gate = await first.page()
      await gate.setViewportSize(pictureSize)
      await gate.getByLabel('Name of the practice').waitFor()
      const found = await takePictures(gate, 'gate-first-run')
      await gate.getByRole('button', { name: 'Join a practice that exists' }).click()
      found.push(...(await takePictures(gate, 'gate-join')))
      await gate.getByRole('button', { name: 'Start a new practice instead' }).click()
      await gate.getByLabel('Name of the practice').fill('Lakeside Pediatrics and Family Medicine')
      await gate.getByLabel(/Your name/).fill('Ana Rivera, MD')
      await gate.getByLabel('User name').fill('arivera')
      await gate.getByLabel('Password', { exact: true }).fill('password1')
      found.push(...(await takePictures(gate, 'gate-first-run-faults')))
      await gate.getByLabel('Password', { exact: true }).fill('tidal lantern quince 44')
      await gate.keyboard.press('Enter')
      await gate.getByRole('heading', { name: 'Print your recovery code' }).waitFor()
      found.push(...(await takePictures(gate, 'gate-recovery-code')))
      expect(found).toEqual([])
    } finally {
      await first.kill()
    }
  })
})
