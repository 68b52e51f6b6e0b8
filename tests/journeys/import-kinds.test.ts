/** Security labels that come in with an import: kept, and never taken away by one. */
import { expect, test } from 'vitest'
import { permissions } from '../../shared/kernel/permissions.ts'
import { listProblems } from '../../shared/charting/list-problems.ts'
import { listOtherRecords } from '../../shared/exchange/list-other-records.ts'
import { markEntry } from '../../shared/privacy/mark-entry.ts'
import { aCondition, aPatient, folderOf, ndjson } from '../kit/import-files.ts'
import { importNow, patientIdOf } from '../kit/imports.ts'
import { doorOf, newPractice, tempFolder, withRights, type Practice } from '../kit/practice.ts'

const patientId = patientIdOf('p')
const labelled = (...codes: string[]) => ({
  meta: {
    security: codes.map((code) => ({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code })),
  },
})
const folderWith = (...resources: object[]) => folderOf({ 'a.ndjson': ndjson(aPatient('p'), ...resources) })
const newDesk = () => newPractice({ profile: tempFolder(true) })

/** What somebody sees who may see everything but substance use. */
async function shown(desk: Practice, contract: { name: string }, input: object = { patientId }) {
  const session = withRights(
    desk.session,
    permissions.filter((right) => right !== 'sensitive.substance-use'),
  )
  const reply = await doorOf(desk, { session: () => session })(contract.name, JSON.stringify(input))
  return reply.ok ? JSON.stringify(reply.value) : reply.error.reason
}
const problemOf = async (desk: Practice) => {
  const session = withRights(desk.session, permissions)
  const reply = await doorOf(desk, { session: () => session })(
    listProblems.name,
    JSON.stringify({ patientId }),
  )
  const value = reply.ok ? listProblems.output.parse(reply.value) : null
  return value?.problems[0]
}

test('an entry comes in with the kinds its labels say, and so does what is kept only', async () => {
  const desk = await newDesk()
  const basic = {
    resourceType: 'Flag',
    id: 'f',
    status: 'active',
    code: { text: 'Methadone clinic' },
    subject: { reference: 'Patient/p' },
  }
  await importNow(
    desk,
    folderWith(aCondition('c', 'p', labelled('SUD')), { ...basic, ...labelled('42CFRPart2') }),
  )
  expect((await problemOf(desk))?.sensitivity).toEqual(['substance-use'])
  expect(await shown(desk, listProblems)).toBe('{"problems":[]}')
  expect(await shown(desk, listOtherRecords)).not.toContain('Methadone')
})

test('a later version adds kinds, takes none away, and puts back none that was lifted here', async () => {
  const desk = await newDesk()
  const version = (n: number, ...codes: string[]) =>
    aCondition('c', 'p', { ...labelled(...codes), note: [{ text: `Version ${n}` }] })
  await importNow(desk, folderWith(version(1, 'SUD')))
  await importNow(desk, folderWith(version(2)))
  expect((await problemOf(desk))?.sensitivity).toEqual(['substance-use'])
  await importNow(desk, folderWith(version(3, 'HIV')))
  expect((await problemOf(desk))?.sensitivity).toEqual(['substance-use', 'hiv'])

  const row = await problemOf(desk)
  const session = withRights(desk.session, permissions)
  const lift = {
    patientId,
    type: 'problem',
    entryId: row?.id,
    version: row?.version,
    kinds: ['substance-use'],
    reason: 'The test was of another patient',
    withContents: false,
  }
  expect(await doorOf(desk, { session: () => session })(markEntry.name, JSON.stringify(lift))).toMatchObject({
    ok: true,
  })
  await importNow(desk, folderWith(version(4, 'HIV')))
  expect((await problemOf(desk))?.sensitivity).toEqual(['substance-use'])
  expect((await problemOf(desk))?.note).toBe('Version 4')
  await importNow(desk, folderWith(version(5)))
  await importNow(desk, folderWith(version(6, 'HIV')))
  expect((await problemOf(desk))?.sensitivity).toEqual(['substance-use', 'hiv'])
})
