/** kill -9 between every two steps of adding a document: it is in the chart with all of its bytes, or there is nothing of it. */
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPractice } from '../../shared/access/create-practice.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { addDocument } from '../../shared/charting/add-document.ts'
import { chooseFiles } from '../../shared/charting/choose-files.ts'
import { listDocuments } from '../../shared/charting/list-documents.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { collectBlobs } from '../../src-main/blobs/collect.ts'
import { openWorkstation, owner, type Workstation } from '../../tools/kit/workstation.ts'
import { bundled, runChild } from '../kit/children.ts'
import { aPdf, filesIn, shaOf } from '../kit/documents.ts'
import { copyOf, everyState } from '../kit/every-step.ts'
import { FileKeys } from '../kit/file-keys.ts'
import { halves } from '../kit/halves.ts'
import { makeFolder, removeFolder } from '../kit/practice.ts'

const template = makeFolder()
const bytes = Buffer.concat([aPdf(1, 3 * 400 * 400), randomBytes(10)])
const sha = shaOf(bytes)
const [file = ''] = filesIn(join(template, 'scans'), { 'consent.pdf': bytes })
const twoDaysMs = 2 * 86_400_000
let patientId = ''
let child = ''

const openAt = (folder: string): Promise<Workstation> =>
  openWorkstation({ profile: join(folder, 'profile'), keys: new FileKeys(join(folder, 'keys')) })

beforeAll(async () => {
  child = bundled('kill-adding-child')
  const desk = await openAt(template)
  await desk.call(createPractice, owner)
  ;({ patientId } = await desk.call(registerPatient, registerPatient.example))
  desk.close()
})
afterAll(() => removeFolder(template))

/** Every file of blobs, half-written or whole. */
const filesOf = (folder: string): string[] =>
  readdirSync(join(folder, 'profile/store'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath.includes('blobs'))
    .map(({ name }) => name)

test('killed at every step', { timeout: 600_000 }, async () => {
  const outcomes = { nothing: 0, staged: 0, added: 0 }
  const { steps, states } = await everyState(
    (given, folder) => runChild(child, [folder, file, given, patientId]),
    () => copyOf(template),
    async (folder, lines) => {
      const desk = await openAt(folder)
      await desk.call(signIn, { username: owner.username, password: owner.password })
      const { store, blobs } = desk.session
      const said = Object.assign({}, ...(lines as object[])) as { staged?: string; documentId?: string }
      const { documents } = await desk.call(listDocuments, { patientId })
      const staged = store.db.prepare('SELECT sha FROM staged_file').pluck().all()
      // what was acknowledged is there
      const lost =
        (said.documentId !== undefined && documents[0]?.id !== said.documentId) ||
        (said.staged !== undefined && documents.length + staged.length !== 1)
      expect(lost).toBe(false)
      // whatever names bytes that are here has them, all of them
      const here = store.db.prepare('SELECT sha FROM blob WHERE here = 1').pluck().all() as string[]
      expect(here).toEqual(documents.length + staged.length === 0 ? [] : [sha])
      for (const each of here) expect((await blobs.read(each, 0, bytes.length)).equals(bytes)).toBe(true)
      expect(halves(desk)).toEqual([])
      outcomes[documents.length > 0 ? 'added' : staged.length > 0 ? 'staged' : 'nothing'] += 1
      // what is left over goes by itself, and what is used stays
      await collectBlobs(store, blobs, Date.now() + twoDaysMs)
      expect(filesOf(folder)).toEqual(documents.length > 0 ? [sha] : [])
      // and it can be done again
      desk.files = [file]
      const again = await desk.call(chooseFiles, { patientId })
      const input = { title: 'Consent', kind: 'consent', date: null, note: '' } as const
      const files = again.files.map(({ sha256, name }) => ({ sha256, name, pages: null }))
      await desk.call(addDocument, { ...input, patientId, files })
      expect(filesOf(folder)).toEqual([sha])
      desk.close()
    },
  )
  console.log(
    `adding killed at ${steps} steps, ${states} states: ${outcomes.nothing} times there was nothing, ${outcomes.staged} times it was chosen, ${outcomes.added} times it was there`,
  )
  expect(steps).toBeGreaterThan(20)
  expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(0)
})
