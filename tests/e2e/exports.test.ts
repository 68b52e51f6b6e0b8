/** Records leave the practice from the screen: one from its chart, many by two people; nothing by dragging, and what is copied is recorded. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { users } from '../../shared/access/user.ts'
import { exportActs, exportRequests } from '../../shared/exports/export-request.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { plainAct } from '../../src-main/exports/ask-for-export.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { settle } from '../../tools/screens/visit.ts'
import { appLog } from '../kit/app-log.ts'
import { openWithAge, unpack } from '../kit/exports.ts'
import { seedWholePatient } from '../kit/charts.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { tempFolder } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { noKeychain } from '../kit/seeded-app.ts'
import { command } from '../kit/store.ts'

const long = {
  family: 'Featherstonehaugh-Montgomery de la Cruz y Villanueva',
  given: 'Maria-Magdalena Constantina',
}

/** Twelve patients, of whom nobody exports alone, and a colleague who asks and approves. */
async function aPractice(desk: Workstation): Promise<void> {
  await seedWholePatient(desk, long.family, long.given)
  for (let n = 0; n < 11; n += 1) await seedWholePatient(desk, `Okon${'abcdefghijk'.charAt(n)}`, 'Raeann')
  const { store, actor } = desk.session
  const uuid = () => crypto.randomUUID()
  const [now, day] = [Date.now(), 86_400_000]
  const at = (before: number) => new Date(now - before).toISOString()
  const colleague = {
    ...(rowFor(users, 40) as RowOf<typeof users>),
    id: uuid(),
    displayName: 'Wilhelmina Abernathy-Vandersloot van der Westhuizen',
    roles: ['physician' as const, 'administrator' as const],
    active: true,
    endsOn: null,
  }
  command(store, (tx) => {
    tx.put(users, colleague)
    const request = (by: string, before: number, reason: string, patients = 12) => {
      const id = uuid()
      tx.put(exportRequests, {
        id,
        locationId: null,
        recipient: 'system',
        purpose: 'move',
        reason,
        patients,
        needsTwo: true,
        by,
        at: at(before),
      })
      return id
    }
    const act = (requestId: string, more: Partial<RowOf<typeof exportActs>>) => {
      const id = more.id ?? uuid()
      tx.put(exportActs, {
        ...plainAct,
        kind: 'approved',
        by: colleague.id,
        at: at(0),
        ...more,
        id,
        requestId,
      })
      return id
    }
    request(
      colleague.id,
      3_600_000,
      'We change to another system on 1 December; the contract is in the safe.',
    )
    const ready = request(actor.id, 0, 'A copy for the safe of the bank.')
    act(ready, { until: new Date(now + day / 2).toISOString(), reason: 'Looked at the contract.' })
    const refused = request(actor.id, 5 * day, 'For a study of Harbor University.')
    act(refused, { kind: 'refused', reason: 'There is no consent.', at: at(4 * day) })
    const old = request(colleague.id, 9 * day, 'Before the update of the server.', 1804)
    const approval = act(old, { by: actor.id, until: at(7 * day), reason: 'Yes.', at: at(8 * day) })
    act(old, {
      id: old,
      kind: 'begun',
      approvalId: approval,
      exportId: uuid(),
      device: uuid(),
      at: at(8 * day),
    })
    act(old, { kind: 'written', patients: 1804, resources: 402_117, at: at(8 * day) })
  })
}

/** Opens the file as whoever gets it does. */
async function opened(page: Page, folder: string) {
  const passphrase = await page.getByRole('group', { name: 'Passphrase' }).innerText()
  const [file = ''] = readdirSync(folder)
  return { file, passphrase, ...unpack(await openWithAge(join(folder, file), passphrase)) }
}

async function openChart(page: Page): Promise<void> {
  await page.keyboard.press('Alt+p')
  await page.getByLabel('Find patients').fill('feather')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Export record…' }).waitFor()
}

/** The page anew, where it was. */
async function again(page: Page): Promise<void> {
  await page.reload()
  await page.getByRole('button', { name: 'Export record…' }).waitFor()
}

describe.skipIf(noKeychain !== null)('exports', () => {
  describe('of a new practice', () => {
    const empty = openApp(() => Promise.resolve())

    test('nothing waits, and what an export needs is set', async () => {
      const { page } = empty
      await page.setViewportSize(pictureSize)
      await goTo(page, '/privacy/exports')
      await page.getByText('Nothing waits.').waitFor()
      await settle(page)
      const found = await takePictures(page, 'exports-empty')
      const alone = page.getByLabel('Patients one person may export alone')
      await alone.fill('101')
      await page.getByText('0 to 100', { exact: true }).waitFor()
      await expect.poll(() => page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true)
      await alone.fill('2')
      await page.keyboard.press('Enter')
      await page.getByText('It holds everywhere once').waitFor()
      await page.getByRole('button', { name: 'Ask for an export…' }).click()
      await page.getByText('0 patients. Nobody has to approve it.').waitFor()
      await expect.poll(() => page.getByRole('button', { name: 'Ask for it' }).isDisabled()).toBe(true)
      expect([found, empty.errors]).toEqual([[], []])
    })
  })

  describe('of a practice', () => {
    const many = openApp(aPractice)

    test('one record from its chart: for whom, encrypted, opened by what was shown once', async () => {
      const { page, app } = many
      await page.setViewportSize(pictureSize)
      await openChart(page)
      await settle(page)
      const found = await takePictures(page, 'exports-chart')
      await page.getByRole('button', { name: 'Export record…' }).focus()
      await page.keyboard.press('Enter')
      await page.getByLabel('For whom').waitFor()
      await settle(page)
      found.push(...(await takePictures(page, 'exports-record')))
      const folder = tempFolder()
      await app.desktop({ stand: 'folder', path: folder })
      await page.getByRole('button', { name: 'Choose a folder and export' }).click()
      await page.getByRole('group', { name: 'Passphrase' }).waitFor()
      await settle(page)
      found.push(...(await takePictures(page, 'exports-record-passphrase')))
      const { lines, manifest } = await opened(page, folder)
      expect(JSON.parse(lines('Patient')[0] ?? '')).toMatchObject({ name: [{ family: long.family }] })
      expect(manifest).toMatchObject({ recipient: 'patient', purpose: 'copy', patients: 1 })
      await page.getByLabel('The passphrase is noted').check()
      await page.getByRole('button', { name: 'Done' }).click()
      expect([found, many.errors]).toEqual([[], []])
    })

    test('many records: asked for, approved by another by keyboard, refused, and written once', async () => {
      const { page, app } = many
      await goTo(page, '/privacy/exports')
      const waiting = page.getByRole('listitem').filter({ hasText: 'We change to another system' })
      await waiting.getByText('Waits for a second person').waitFor()
      await settle(page)
      const found = await takePictures(page, 'exports')
      await waiting.getByRole('button', { name: 'Approve…' }).focus()
      await page.keyboard.press('Enter')
      await waiting.getByLabel('Reason').fill('Looked at the contract.')
      await settle(page)
      found.push(...(await takePictures(page, 'exports-approve')))
      await waiting.getByRole('button', { name: 'Approve it' }).click()
      await waiting.getByText('May be written').waitFor()
      // whoever approved does not write it
      expect(await waiting.getByRole('button', { name: 'Write it…' }).count()).toBe(0)

      await page.getByRole('button', { name: 'Ask for an export…' }).click()
      await page.getByText('12 patients. Another person has to approve it.').waitFor()
      await page.getByLabel('Reason').fill('For the tax adviser.')
      await settle(page)
      found.push(...(await takePictures(page, 'exports-ask')))
      await page.getByRole('button', { name: 'Ask for it' }).click()
      const asked = page.getByRole('listitem').filter({ hasText: 'For the tax adviser.' })
      await asked.getByText('not you').waitFor()
      expect(await asked.getByRole('button', { name: 'Approve…' }).count()).toBe(0)
      await asked.getByRole('button', { name: 'Withdraw…' }).click()
      await asked.getByLabel('Reason').fill('Not needed.')
      await asked.getByRole('button', { name: 'Withdraw it' }).click()
      await asked.getByText('Withdrawn', { exact: true }).waitFor()

      const ready = page.getByRole('listitem').filter({ hasText: 'A copy for the safe' })
      const folder = tempFolder()
      await app.desktop({ stand: 'folder', path: folder })
      await ready.getByRole('button', { name: 'Write it…' }).click()
      await page.getByRole('group', { name: 'Passphrase' }).waitFor()
      await ready.getByText('Written', { exact: true }).waitFor()
      // what opens it stays until it is noted, wherever somebody goes meanwhile
      await page.keyboard.press('Alt+p')
      await page.getByLabel('Find patients').waitFor()
      await goTo(page, '/privacy/exports')
      await page.getByRole('group', { name: 'Passphrase' }).waitFor()
      await settle(page)
      found.push(...(await takePictures(page, 'exports-written')))
      const { lines, manifest, file } = await opened(page, folder)
      expect([lines('Patient').length, manifest.patients]).toEqual([12, 12])
      expect(file).toContain(manifest.exportId)
      await page.getByLabel('The passphrase is noted').check()
      await page.getByRole('button', { name: 'Done' }).click()
      expect(await page.getByRole('group', { name: 'Passphrase' }).count()).toBe(0)
      expect([found, many.errors]).toEqual([[], []])
    })

    test('X5: nothing is dragged out of a chart; what is copied from it, and the key for a picture of it, is recorded under the patient', async () => {
      const { page, profile } = many
      await openChart(page)
      await page.evaluate(() => {
        const scope = globalThis as unknown as { tried: boolean[]; over: number }
        Object.assign(scope, { tried: [], over: 0 })
        // the last to hear of it: what is so then is what the browser goes by
        globalThis.addEventListener('dragstart', (event) => scope.tried.push(event.defaultPrevented))
        globalThis.addEventListener('dragover', () => (scope.over += 1), true)
      })
      const name = page.getByRole('heading', { level: 1 })
      const drag = async (from: { x: number; y: number }) => {
        await page.mouse.move(from.x, from.y)
        await page.mouse.down()
        await page.mouse.move(from.x + 60, from.y + 200, { steps: 12 })
        await page.mouse.up()
      }
      const box = await name.boundingBox()
      const middle = { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
      await name.evaluate((element) => getSelection()?.selectAllChildren(element))
      await drag(middle)
      // a link carries its address, which has the patient’s id
      const link = page.getByRole('link', { name: 'Timeline' })
      const at = await link.boundingBox()
      await drag({ x: (at?.x ?? 0) + 8, y: (at?.y ?? 0) + 8 })
      const seen = () => {
        const { tried, over } = globalThis as unknown as { tried: boolean[]; over: number }
        return { tried, over }
      }
      const stopped = await page.evaluate(seen)
      expect(stopped.tried.length).toBeGreaterThanOrEqual(2)
      expect([stopped.tried.every(Boolean), stopped.over]).toEqual([true, 0])
      // the same browser drags it where nobody stops it
      await page.evaluate(() => {
        Object.defineProperty(Event.prototype, 'preventDefault', { value: () => undefined })
      })
      await name.evaluate((element) => getSelection()?.selectAllChildren(element))
      await drag(middle)
      await expect
        .poll(() => page.evaluate(seen))
        .toMatchObject({
          over: expect.toSatisfy((n: number) => n > 0) as number,
        })
      await again(page)

      await openChart(page)
      await name.evaluate((element) => getSelection()?.selectAllChildren(element))
      await page.keyboard.press('Control+c')
      await page.getByText(/Copied\. It leaves the clipboard in/).waitFor()
      const copied = (await appLog(profile)).findLast(({ action }) => action === 'copy')
      expect(copied).toMatchObject({
        outcome: 'done',
        subject: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      })

      // the system takes the picture; that its key was pressed before this chart is kept, once a press
      await page.keyboard.press('PrintScreen')
      await page.getByText('The key for a picture of the screen was pressed').waitFor()
      const pictures = (await appLog(profile)).filter(({ action }) => action === 'screen-picture')
      expect(pictures).toMatchObject([{ outcome: 'done', subject: copied?.subject }])
      expect(many.errors).toEqual([])
    })
  })
})
