/** Administration as a practice of some size sees it, light and dark and by keyboard: people, levels, sign-in, and a review to its sign-off. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { changeAccess } from '../../shared/access/change-access.ts'
import { getMe } from '../../shared/access/get-me.ts'
import { getPerson } from '../../shared/access/get-person.ts'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { roleNames } from '../../shared/access/roles.ts'
import { saveLevel } from '../../shared/access/save-level.ts'
import { setException } from '../../shared/access/set-exception.ts'
import { setLastDay } from '../../shared/access/set-last-day.ts'
import { suspendPerson } from '../../shared/access/suspend-person.ts'
import type { InputOf, OutputOf } from '../../shared/kernel/contract.ts'
import { addDays } from '../../shared/kernel/time.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { settle } from '../../tools/screens/visit.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { many, pictureSize, takePictures } from '../kit/pictures.ts'
import { workstationLines } from '../kit/workstation-lines.ts'
import { noKeychain } from '../kit/seeded-app.ts'

const given = ['Bo', 'Chidi', 'Dana', 'Elif', 'Farid', 'Greta', 'Hana', 'Ines', 'Jun', 'Kofi']
const family = ['Lindqvist', 'Abara', 'Osei', 'Yıldız', 'Haddad', 'Novak', 'Sato', 'Moreau', 'Park', 'Mensah']
const long = 'Maria-Magdalena Featherstonehaugh-Montgomery de la Cruz y Villanueva, DNP, FNP-BC'

/** As a job, because nobody invites four hundred by hand within an hour. */
async function invite(desk: Workstation, input: InputOf<typeof invitePerson>): Promise<string> {
  const reply = await desk.dispatch(invitePerson.name, JSON.stringify(input), 'job')
  if (!reply.ok) throw new Error(reply.error.reason)
  return (reply.value as OutputOf<typeof invitePerson>).userId
}

/** As the clinic is after some years: somebody in every state. */
async function aClinic(desk: Workstation, people: number): Promise<void> {
  const { today } = await desk.call(getMe, {})
  const { levelId } = await desk.call(saveLevel, {
    levelId: null,
    version: null,
    name: 'Weekend desk',
    basedOn: 'front-desk',
    permissions: ['patient.find', 'patient.register', 'schedule.read', 'schedule.write'],
  })
  const ids: string[] = []
  for (let n = 0; n < people; n += 1) {
    const name =
      n === 3 ? long : `${given[n % 10]} ${family[Math.floor(n / 10) % 10]}${n < 100 ? '' : ` ${n}`}`
    const userId = await invite(desk, {
      displayName: name,
      username: `person${n}`,
      roles: [roleNames[n % roleNames.length] ?? 'nurse'],
      levels: n % 7 === 0 ? [levelId] : [],
    })
    ids.push(userId)
  }
  // most have come in since
  desk.session.store.db
    .prepare(
      `UPDATE credentials SET keys = json_set(keys, '$.kdf', json('{"name":"argon2id","memory":1,"passes":1,"lanes":1,"salt":"AAAA"}'), '$.codeUntil', NULL) WHERE id <> ?`,
    )
    .run(ids[2])
  const about = async (n: number) => {
    const userId = ids[n] ?? ''
    return { userId, version: (await desk.call(getPerson, { userId })).person.version }
  }
  await desk.call(setException, {
    ...(await about(0)),
    permission: 'billing.read',
    allow: true,
    until: addDays(today, 20),
    reason: 'Covers the biller during her leave.',
  })
  await desk.call(setException, {
    ...(await about(0)),
    permission: 'chart.sign',
    allow: false,
    until: addDays(today, 60),
    reason: 'License renewal is not confirmed yet.',
  })
  await desk.call(changeAccess, { ...(await about(5)), roles: ['nurse', 'biller'], levels: [levelId] })
  await desk.call(suspendPerson, { ...(await about(4)), reason: 'On leave until March.' })
  await desk.call(setLastDay, { ...(await about(6)), day: addDays(today, 12) })
  await desk.call(setLastDay, { ...(await about(7)), day: addDays(today, -40) })
  desk.vault.people.heardOf(workstationLines(desk.session.workstation.device, ids[5] ?? null))
}

const rowOf = (page: Page, name: string) =>
  page.getByRole('table', { name: 'People' }).getByRole('row').filter({ hasText: name })

describe.skipIf(noKeychain !== null)('screens', () => {
  describe('of a practice of one', () => {
    const one = openApp(() => Promise.resolve())

    test('nobody is there to be reviewed; the first invitation, its code, and a draft that is kept', async () => {
      const { page } = one
      await page.setViewportSize(pictureSize)
      await page.keyboard.press('Alt+u')
      await page.getByRole('table', { name: 'People' }).waitFor()
      const found = await takePictures(page, 'people-one')
      await rowOf(page, 'Ana Rivera').click()
      await page.getByText('This is you.').waitFor()
      found.push(...(await takePictures(page, 'people-you')))
      await goTo(page, '/administration/review')
      await page.getByText('Nobody is here but you').waitFor()
      found.push(...(await takePictures(page, 'review-alone')))

      await goTo(page, '/administration/workstations')
      await page.getByText('No workstation is known yet').waitFor()
      found.push(...(await takePictures(page, 'workstations-none')))

      await page.keyboard.press('Control+k')
      await page.keyboard.type('invite')
      await page.keyboard.press('Enter')
      const name = page.getByLabel('Name, as patients know them')
      await name.fill('Bo Lindqvist, RN')
      expect(await page.getByLabel('User name').inputValue()).toBe('blindqvist')
      await page.getByRole('button', { name: 'Invite and show the code' }).click()
      await page.getByText('Choose at least one level.').waitFor()
      await page.getByRole('checkbox', { name: 'Nurse', exact: true }).check()
      await page.getByText(/^Draft kept/).waitFor()
      found.push(...(await takePictures(page, 'people-invite')))
      await goTo(page, '/patients')
      await goTo(page, '/administration/people/new')
      await expect.poll(() => name.inputValue()).toBe('Bo Lindqvist, RN')
      await page.keyboard.press('Control+Enter')
      await page.getByRole('group', { name: 'Code' }).waitFor()
      found.push(...(await takePictures(page, 'people-code')))
      // not lost by going elsewhere
      await goTo(page, '/patients')
      await goTo(page, '/administration/people')
      await page.getByRole('group', { name: 'Code' }).waitFor()
      await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: 'Done' }).click()
      await rowOf(page, 'Bo Lindqvist').filter({ hasText: 'Invited' }).waitFor()
      expect([found, one.errors]).toEqual([[], []])
    })
  })

  describe('of many', () => {
    const count = many(400, 40)
    const clinic = openApp((desk) => aClinic(desk, count))

    test('a list of people: the list, one of them, and what is done about them', async () => {
      const { page } = clinic
      await page.setViewportSize(pictureSize)
      await goTo(page, '/administration/people')
      await page.getByRole('table', { name: 'People' }).waitFor()
      const found = await takePictures(page, 'people-many')
      await page.getByLabel('Filter people').fill('bo lindqvist')
      await rowOf(page, 'Bo Lindqvist').first().focus()
      await page.keyboard.press('Enter')
      const side = page.getByRole('complementary', { name: 'Bo Lindqvist' })
      await side.getByText('Taken until').waitFor()
      // the list keeps its filter beside whoever is opened
      expect(await page.getByLabel('Filter people').inputValue()).toBe('bo lindqvist')
      found.push(...(await takePictures(page, 'people-person')))
      for (const [button, name] of [
        ['Change levels', 'levels'],
        ['Make an exception', 'exception'],
        ['Give a new code', 'reset'],
      ] as const) {
        await side.getByRole('button', { name: button }).click()
        await settle(page)
        found.push(...(await takePictures(page, `people-${name}`)))
        await page.keyboard.press('Escape')
        await expect
          .poll(() =>
            side.getByRole('button', { name: button }).evaluate((it) => it === document.activeElement),
          )
          .toBe(true)
      }
      await side.getByRole('button', { name: 'Suspend' }).click()
      await side.getByLabel('Reason').pressSequentially('Does not answer.')
      await page.keyboard.press('Enter')
      await side.getByText('Nothing while they are suspended').waitFor()
      found.push(...(await takePictures(page, 'people-suspended')))
      await side.getByRole('button', { name: 'Reinstate' }).click()
      await side.getByRole('button', { name: 'Suspend' }).waitFor()
      await page.getByLabel('Filter people').fill('featherstone')
      await rowOf(page, 'Featherstonehaugh').click()
      await settle(page)
      found.push(...(await takePictures(page, 'people-long')))
      expect([found, clinic.errors]).toEqual([[], []])
    })

    test('security: what is set, what holds, and the log proven on the spot', async () => {
      const { page } = clinic
      await goTo(page, '/administration/security')
      await page.getByRole('button', { name: 'Prove the audit log now' }).click()
      await page.getByText(/^Recording cannot be turned off.*Proven now/).waitFor()
      const found = await takePictures(page, 'security')
      await page.getByRole('heading', { name: 'What the running system says' }).scrollIntoViewIfNeeded()
      found.push(...(await takePictures(page, 'security-below')))
      expect([found, clinic.errors]).toEqual([[], []])
    })

    test('levels: one of every practice, a copy with duties apart, and one that is changed', async () => {
      const { page } = clinic
      await goTo(page, '/administration/levels')
      const list = page.getByRole('navigation', { name: 'Access levels' })
      await list.getByRole('button', { name: /^Administrator/ }).click()
      const found = await takePictures(page, 'levels-role')
      await page.getByRole('button', { name: 'Copy' }).click()
      await page.getByRole('checkbox', { name: 'Read charts' }).check()
      await page.getByText('Whoever gives access does not read').waitFor()
      found.push(...(await takePictures(page, 'levels-fault')))
      await page.getByRole('checkbox', { name: 'Read charts' }).uncheck()
      await page.getByLabel('Name of the level').fill('Front desk lead who also helps with the workstations')
      await page.keyboard.press('Control+Enter')
      await page.getByRole('heading', { name: /^Front desk lead/ }).waitFor()
      await list.getByRole('button', { name: /^Weekend desk/ }).click()
      await settle(page)
      found.push(...(await takePictures(page, 'levels-own')))
      await page.getByRole('button', { name: 'Edit' }).click()
      await settle(page)
      found.push(...(await takePictures(page, 'levels-edit')))
      await page.getByRole('button', { name: 'Discard' }).click()
      await page.getByRole('button', { name: 'Archive' }).click()
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByRole('button', { name: 'Archive' }).waitFor()
      await goTo(page, '/administration/sign-in')
      await page.getByLabel('How long a workstation gets on').waitFor()
      await settle(page)
      found.push(...(await takePictures(page, 'sign-in-policy')))
      expect([found, clinic.errors]).toEqual([[], []])
    })

    test('workstations by keyboard alone: this one, another, and what revoking it means', async () => {
      const { page } = clinic
      await goTo(page, '/administration/workstations')
      const table = page.getByRole('table', { name: 'Workstations' })
      const row = (words: string) => table.getByRole('row').filter({ hasText: words })
      await row('this one').focus()
      const found = await takePictures(page, 'workstations')
      await page.keyboard.press('Enter')
      await page.getByText('This is the computer you sit at.').waitFor()
      const change = page.getByRole('button', { name: 'Change its key…' })
      await change.focus()
      await page.keyboard.press('Enter')
      const asking = page.getByRole('dialog', { name: 'Change the key of this computer’s records?' })
      await asking.getByLabel('Why').waitFor()
      await page.keyboard.type('The disk was copied when the computer was repaired.')
      await settle(page)
      found.push(...(await takePictures(page, 'workstation-key-ask')))
      await page.keyboard.press('Enter')
      await asking.waitFor({ state: 'detached' })
      await page.getByText('because somebody asked for it').waitFor()
      await page.getByRole('button', { name: 'Sign out now' }).waitFor()
      await settle(page)
      found.push(...(await takePictures(page, 'workstation-key-due')))
      await row('5D06').click()
      await page.getByRole('button', { name: 'Confirm the wipe…' }).click()
      const second = page.getByRole('dialog', { name: 'Confirm that workstation 5D06 is wiped?' })
      await second.getByLabel('Type 5D06 to confirm').fill('5d06')
      await settle(page)
      found.push(...(await takePictures(page, 'workstation-wipe-confirm')))
      await page.keyboard.press('Escape')
      await second.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Take the order back' }).waitFor()
      found.push(...(await takePictures(page, 'workstation-wipe-waits')))
      await page.keyboard.press('Escape')
      await row('5D02').focus()
      await page.keyboard.press('Enter')
      const revoke = page.getByRole('button', { name: 'Revoke…' })
      await revoke.focus()
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog', { name: 'Revoke workstation 5D02?' })
      await dialog.getByText('Nothing on it is deleted.').waitFor()
      await settle(page)
      found.push(...(await takePictures(page, 'workstations-revoke')))
      await dialog.getByRole('button', { name: 'Revoke 5D02' }).focus()
      await page.keyboard.press('Enter')
      // this practice has no cloud
      await dialog.getByRole('alert').waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await row('Revoked').click()
      await page.getByText('It may come back').waitFor()
      expect([found, clinic.errors]).toEqual([[], []])
    })

    test('a review by keyboard alone: kept, opened to change, ended and undone, signed, and its report', async () => {
      const { page } = clinic
      await goTo(page, '/administration/review')
      await page.getByRole('button', { name: 'Begin a review' }).click()
      const table = page.getByRole('table', { name: 'Everybody’s access' })
      await table.getByRole('row').nth(1).focus()
      // one’s own line waits for somebody else
      await page.keyboard.press('k')
      expect(await table.getByRole('row').nth(1).innerText()).toContain('For somebody else')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('k')
      await page.keyboard.press('k')
      await page.keyboard.press('e')
      await page.getByRole('button', { name: 'Undo' }).waitFor()
      await settle(page)
      const found = await takePictures(page, 'review-walk')
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByText(/^2 of \d+ decided$/).waitFor()
      await table.getByRole('row').nth(4).focus()
      await page.keyboard.press('c')
      await page.getByRole('button', { name: 'Change levels' }).waitFor()
      await goTo(page, '/administration/review')
      await page.getByText(/^3 of \d+ decided$/).waitFor()
      await table.getByRole('row').nth(5).focus()
      const left = count - 1 - 3
      for (let n = 0; n < left; n += 1) await page.keyboard.press('k')
      await page.getByText('Everybody is decided about.').waitFor()
      await page.getByRole('button', { name: 'Sign off' }).click()
      await page.getByRole('button', { name: 'Print the report' }).waitFor()
      await settle(page)
      found.push(...(await takePictures(page, 'review-report')))
      expect([found, clinic.errors]).toEqual([[], []])
    })
  })
})
