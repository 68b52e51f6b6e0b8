/** The screens of documents, light and dark: none, adding, refused, long names, a picture, a PDF, one that is wrong, one whose file is stuck. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addDocument } from '../../shared/charting/add-document.ts'
import { chooseFiles } from '../../shared/charting/choose-files.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { noteFault } from '../../src-main/store/blob-rows.ts'
import { goTo, settle } from '../../tools/screens/visit.ts'
import { useDemoApp } from '../kit/demo-app.ts'
import { aPdf, aPng, filesIn } from '../kit/documents.ts'
import { openApp } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { makeFolder, removeFolder, tempFolder } from '../kit/practice.ts'
import { noKeychain } from '../kit/seeded-app.ts'

const longName = `Explanation of benefits ${'and of what was not covered '.repeat(6)}2026.pdf`

describe.skipIf(noKeychain !== null)('screens', () => {
  const demo = useDemoApp(12)
  let page: Page
  let patientId = ''

  const choose = async (files: Readonly<Record<string, Uint8Array>>) => {
    await demo.app.desktop({ stand: 'files', paths: filesIn(join(tempFolder(), 'scans'), files) })
    await page.getByRole('button', { name: /^Choose (files|more)$/ }).click()
    await page.getByText('Or drop them on the chart').waitFor()
    await settle(page)
  }
  const add = async (title: string, kind: string) => {
    await page.getByLabel('Kind').selectOption(kind)
    await page.getByLabel('Title').fill(title)
    await page.getByRole('button', { name: 'Add to the chart' }).click()
    await page.getByRole('complementary', { name: new RegExp(`^${title.slice(0, 20)}`) }).waitFor()
    await settle(page)
  }
  const begin = () => page.getByRole('button', { name: 'Add document' }).click()

  test('a document, from choosing its files to saying that it is wrong', async () => {
    await demo.signIn()
    page = demo.page
    patientId = demo.people.newcomer
    await goTo(page, `/chart/${patientId}/documents`)
    await begin()
    await page.getByRole('button', { name: 'Choose files' }).waitFor()
    const found = await takePictures(page, 'documents-adding')
    await page.getByRole('button', { name: 'Add to the chart' }).click()
    found.push(...(await takePictures(page, 'documents-adding-faults')))
    await choose({
      'front of the card.png': aPng(420, 260),
      [longName]: aPdf(2, 3 * 200 * 200),
      'IMG_2041.heic': Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    })
    found.push(...(await takePictures(page, 'documents-adding-files')))
    await add(
      `Harbor Health Plan, both sides, ${'with a very long title '.repeat(7)}`.trim(),
      'insurance-card',
    )
    found.push(...(await takePictures(page, 'documents-picture')))
    await page.getByRole('button', { name: 'Turn' }).click()
    await page.getByRole('button', { name: 'Closer' }).click()
    found.push(...(await takePictures(page, 'documents-picture-turned')))

    await begin()
    await choose({ 'consent.pdf': aPdf(3, 3 * 300 * 300) })
    await page.getByLabel('Note').fill('Signed at the front desk; the original is in the folder.')
    await add('Consent to treatment', 'consent')
    await page.getByRole('complementary').locator('canvas[data-drawn]').first().waitFor()
    found.push(...(await takePictures(page, 'documents-pdf')))
    await page.getByRole('button', { name: 'Mark as entered in error' }).click()
    await page.getByLabel('Why it is wrong').fill('The form of another patient')
    await page.keyboard.press('Enter')
    await page.getByText('Entered in error: The form of another patient').waitFor()
    await settle(page)
    found.push(...(await takePictures(page, 'documents-wrong')))
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await settle(page)
    found.push(...(await takePictures(page, 'documents-list')))
    // what came with an import is shown as ever, from its original
    await goTo(page, `/chart/${demo.people.long}/documents`)
    await page.locator('[data-row="0"]').click()
    await page.getByRole('complementary').locator('pre').waitFor()
    found.push(...(await takePictures(page, 'documents-imported')))
    expect(found).toEqual([])
  })
})

describe.skipIf(noKeychain !== null)('screens of a file that is stuck', () => {
  let patientId = ''
  const opened = openApp(async (desk) => {
    ;({ patientId } = await desk.call(registerPatient, registerPatient.example))
    const scans = makeFolder()
    desk.files = filesIn(scans, { 'front.png': aPng(420, 260) })
    const { files } = await desk.call(chooseFiles, { patientId })
    removeFolder(scans)
    const shown = files.map(({ sha256, name }) => ({ sha256, name, pages: null }))
    await desk.call(addDocument, { ...addDocument.example, patientId, files: shown })
    noteFault(desk.session.store, files[0]?.sha256 ?? '', 'blob.not-sent')
  })

  test('it waits in the inbox, says so on the chart, and is tried again', async () => {
    const { page } = opened
    await page.setViewportSize(pictureSize)
    await goTo(page, `/chart/${patientId}/documents`)
    await page.getByText('Not sent yet').waitFor()
    const found = await takePictures(page, 'documents-stuck')
    await goTo(page, '/attention')
    await page.getByText(`Document: ${addDocument.example.title}`).click()
    await page.getByRole('button', { name: 'Try again now' }).waitFor()
    found.push(...(await takePictures(page, 'attention-file')))
    await page.getByRole('button', { name: 'Try again now' }).click()
    await page.getByText('Nothing needs you').waitFor()
    expect(found).toEqual([])
  })
})
