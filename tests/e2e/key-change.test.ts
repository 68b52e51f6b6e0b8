/** Another key for the records of a computer, on the screen: it is asked for, and whoever signs in next is told how far it is. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { changeKey } from '../../shared/access/change-key.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { root } from '../../tools/proc.ts'
import { goTo } from '../../tools/screens/visit.ts'
import { appFor } from '../kit/app.ts'
import { appLog } from '../kit/app-log.ts'
import { pictureSize } from '../kit/pictures.ts'
import { noKeychain, seededProfile, signInOn } from '../kit/seeded-app.ts'
import { owner } from '../../tools/kit/workstation.ts'

describe.skipIf(noKeychain !== null)('the key of the records', () => {
  test('is changed while somebody signs in, who sees how far it is and is in with everything', async () => {
    const profile = await seededProfile(async (desk) => {
      await desk.call(registerPatient, registerPatient.example)
      // large enough to be seen
      desk.session.store.db.exec(
        `CREATE TABLE filler (b BLOB) STRICT; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 160000)
         INSERT INTO filler SELECT randomblob(1000) FROM n`,
      )
      await desk.call(changeKey, changeKey.example)
    })
    const app = await appFor({ profile })
    const page = await app.page()
    await page.setViewportSize(pictureSize)
    await page.getByLabel('User name').fill(owner.username)
    await page.getByLabel('Password', { exact: true }).fill(owner.password)
    await page.keyboard.press('Enter')
    await page.getByText('This computer’s records are getting another key.').waitFor()
    await page.getByRole('progressbar').waitFor()
    await page.screenshot({ path: join(root, 'out/screens/key-changing-light.png') })
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    await goTo(page, '/patients')
    await page.getByText('O’Kon, Raeann').first().waitFor()
    expect(await app.quit()).toBe(0)
    const changed = (await appLog(profile)).filter(({ action }) => action === 'key.changed')
    expect(changed.map(({ reason }) => reason)).toEqual(['asked'])
    // and again, with what it is under now
    const again = await appFor({ profile })
    await signInOn(await again.page())
    expect(await again.quit()).toBe(0)
  })
})
