/** The keychain has lost the device key, days of work are not sent: the practice's sheet opens the computer, from the screen. */
import { AsyncEntry } from '@napi-rs/keyring'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createPractice } from '../../shared/access/create-practice.ts'
import { connectCloud } from '../../shared/cloud/connect-cloud.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { writeEnrolmentCode } from '../../shared/sync/enrol.ts'
import { readAuditKeys } from '../../src-cloud/audit/keys.ts'
import { verifyAudit } from '../../src-cloud/audit/verify.ts'
import { pinOf } from '../../src-cloud/http/certificates.ts'
import { makeWorkstationCode } from '../../src-cloud/postgres/enrolment.ts'
import { inPractice } from '../../src-cloud/postgres/pool.ts'
import { OsKeychain } from '../../src-main/app/keychain.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { openWorkstation, owner } from '../../tools/kit/workstation.ts'
import { goTo } from '../../tools/screens/visit.ts'
import { appFor } from '../kit/app.ts'
import { appLog } from '../kit/app-log.ts'
import { CloudThatLeaves, addressOf, pillSays, practiceCode } from '../kit/cloud-apps.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { tempFolder } from '../kit/practice.ts'
import { noKeychain } from '../kit/seeded-app.ts'

const newPassword = 'velvet orchard sixty nine'
const practiceCodeOfNobody = '0000-0000-0000-0000-0000-0000-0000-0000-ZZ3Z'

/** Reads a code off the screen, group by group, as a person copies it. */
const codeOn = async (page: Page, label: string): Promise<string> =>
  (await page.getByLabel(label, { exact: true }).locator('span').allInnerTexts()).join('-')

describe.skipIf(skipWithout !== null || noKeychain !== null)('the practice’s recovery code', () => {
  const postgres = usePostgres()

  test('opens a computer whose keychain is empty; what waited is sent when it has come to the cloud again', async () => {
    const [name, profile] = [await postgres.makeDatabase(), tempFolder()]
    const away = new CloudThatLeaves(postgres.url(name), postgres.folder)
    await away.come()
    onTestFinished(() => away.leave())
    const desk = await openWorkstation({ profile, keys: new OsKeychain() as never })
    const { practice } = await desk.call(createPractice, owner)
    await desk.call(connectCloud, { address: addressOf(away.cloud), code: await practiceCode(away.cloud) })
    await upToDate(desk)
    await away.leave()
    await desk.call(registerPatient, registerPatient.example)
    const { workstation, actor } = desk.session
    desk.close()
    const entry = new AsyncEntry('Holdfast', `device-key:${workstation.device}`, {
      linux: { store: 'secret-service' },
    })
    expect(await entry.deleteCredential()).toBe(true)

    const app = await appFor({ profile })
    const page = await app.page()
    await page.setViewportSize(pictureSize)
    await page.getByText('no longer has this workstation’s device key').waitFor()
    await page.getByRole('button', { name: 'Use the practice’s code' }).click()
    await page.getByRole('heading', { name: 'Use the practice’s recovery code' }).waitFor()
    await page.getByLabel('Ask the cloud too').check()
    const found = await takePictures(page, 'gate-recover-practice')
    await page.getByLabel('Ask the cloud too').uncheck()
    const open = page.getByRole('button', { name: 'Open this workstation' })
    expect(await open.isDisabled()).toBe(true)
    await page.getByLabel('User name').fill(owner.username)
    // a whole code, and of nobody here
    await page.getByLabel('Practice recovery code').fill(practiceCodeOfNobody)
    await page.getByLabel('New password').fill(newPassword)
    await open.click()
    await page.getByText('That code does not open this computer.').waitFor()
    await page.getByLabel('Practice recovery code').fill(practice.code.toLowerCase().replaceAll('-', ' '))
    await open.click()
    await page.getByRole('heading', { name: 'Print your recovery code' }).waitFor()
    expect(await codeOn(page, 'Recovery code')).toMatch(/^([0-9A-Z]{4}-){8}[0-9A-Z]{4}$/)
    await page.getByLabel(/printed or written down/).check()
    await page.getByRole('button', { name: 'Open the workstation' }).click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()

    await goTo(page, '/cloud')
    await page.getByRole('heading', { name: 'This workstation has to come to the cloud again' }).waitFor()
    await page.getByText('2 changes wait to be sent').waitFor()
    await page.getByText(`Somebody came in here with the practice’s code`).waitFor()
    found.push(...(await takePictures(page, 'cloud-come-again')))
    // that the keychain was reset waits for somebody's word
    await page
      .getByLabel('Audit log: the keychain of a computer was reset')
      .getByLabel('What it was')
      .fill('The computer was set up anew.')
    await page.getByRole('button', { name: 'Settle' }).click()
    await page.getByLabel('What it was').waitFor({ state: 'detached' })
    await away.come()
    const { secret } = await makeWorkstationCode(away.cloud.pool, workstation.tenant, actor.id)
    await page.getByLabel('Address of the cloud').fill(addressOf(away.cloud))
    await page.getByLabel('One-time code').fill(writeEnrolmentCode(secret, pinOf(away.cloud.ca)))
    await page.keyboard.press('Enter')
    await pillSays(page, 'Up to date')
    const sent = () =>
      postgres.owner(name, (client) =>
        client.query(`SELECT 1 FROM record WHERE type = 'patient' AND practice_id = $1`, [
          workstation.tenant,
        ]),
      )
    await expect.poll(async () => (await sent()).rowCount).toBe(1)
    // and the log, under its next key, goes on where it was
    const logged = () =>
      inPractice(away.cloud.pool, workstation.tenant, (client) =>
        client.query(`SELECT 1 FROM audit_event WHERE entry::jsonb->>'action' = 'session.recover-practice'`),
      )
    await expect.poll(async () => (await logged()).rowCount, { timeout: 60_000 }).toBe(2)
    const keys = readAuditKeys(join(postgres.folder, 'tls'))
    expect(await verifyAudit(away.cloud.pool, workstation.tenant, keys, 0)).toMatchObject({
      faults: [],
      alarms: [],
      opsWithoutEntry: 0,
    })

    // the sheet has been out of its safe: the next one
    await page.getByRole('button', { name: 'New practice recovery code' }).click()
    const form = page.getByRole('form', { name: 'New practice recovery code' })
    await form.getByLabel('The code before').fill(practice.code)
    await form.getByLabel('Your password').fill(newPassword)
    found.push(...(await takePictures(page, 'cloud-new-code')))
    await form.getByRole('button', { name: 'Show the new code' }).click()
    await page.getByRole('heading', { name: 'Print the practice’s recovery code' }).waitFor()
    expect(await codeOn(page, 'Practice recovery code')).not.toBe(practice.code)
    expect(await page.getByLabel('Letters of the key').innerText()).toBe(practice.letters)
    found.push(...(await takePictures(page, 'practice-code')))
    await page.getByLabel(/printed or written down/).check()
    await page.getByRole('button', { name: 'Open the workstation' }).click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    await goTo(page, '/cloud')
    await page.getByText('Its one workstation follows the latest key').waitFor()
    expect(await page.getByText('Somebody came in here').count()).toBe(0)
    found.push(...(await takePictures(page, 'cloud-practice-code')))
    expect(await app.quit()).toBe(0)
    expect(found).toEqual([])
    const log = await appLog(profile)
    expect(
      log
        .filter(({ action }) => /recover|practice-code|cloud\.connect/.test(action))
        .map(({ action, outcome }) => `${action} ${outcome}`),
    ).toEqual([
      'cloud.connect done',
      'session.recover-practice refused',
      'session.recover-practice done',
      'cloud.connect done',
      'practice-code.renew done',
    ])
  })
})
