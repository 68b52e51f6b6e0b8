/** What leaves as a file is encrypted, with age, unless somebody may do otherwise (X2). */
import { Decrypter } from 'age-encryption'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { everything, latestFirst } from '../../shared/auditing/entry-line.ts'
import { exportEntries } from '../../shared/auditing/export-entries.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { auditRows, doorOf, newPractice, tempFolder, withRights } from '../kit/practice.ts'

test('encrypted unless somebody may do otherwise: age opens it with what was shown once, and nothing else has the passphrase', async () => {
  const folder = tempFolder()
  const desk = await newPractice({ folder })
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  await desk.call(getPatient, { patientId })
  const wanted = { ...latestFirst, filter: { ...everything, patientId } }
  const handingOut = { recipient: 'authority', purpose: 'law' } as const
  const asked = { ...wanted, handingOut, format: 'table' as const }
  const clear = await desk.call(exportEntries, { ...asked, encrypted: false })
  const { written } = await desk.call(exportEntries, { ...asked, encrypted: true })
  expect(written?.fileName).toMatch(/\.csv\.age$/)
  const sealed = readFileSync(join(folder, written?.fileName ?? ''))
  expect(sealed.subarray(0, 22).toString()).toBe('age-encryption.org/v1\n')
  expect(sealed.includes(Buffer.from('Date and time'))).toBe(false)
  const open = (passphrase: string) => {
    const age = new Decrypter()
    age.addPassphrase(passphrase)
    return age.decrypt(new Uint8Array(sealed)).then((bytes) => Buffer.from(bytes).toString('utf8'))
  }
  const text = await open(written?.passphrase ?? '')
  const before = readFileSync(join(folder, clear.written?.fileName ?? ''), 'utf8')
  // what it says of itself came in between
  expect(text.startsWith(before.slice(0, 40))).toBe(true)
  expect(text.trim().split('\r\n')).toHaveLength((written?.entries ?? 0) + 1)
  await expect(open('0000-0000-0000-0000-0000-0000-0000-0000-0000')).rejects.toThrow(/\S/)
  const said = JSON.stringify([auditRows(desk), desk.told])
  expect([said.includes(written?.passphrase ?? ''), clear.written?.passphrase]).toEqual([false, null])
  expect(JSON.parse(auditRows(desk).at(-1)?.detail ?? '')).toMatchObject({ ...handingOut, encrypted: true })

  const session = withRights(desk.session, ['audit.read'])
  const door = doorOf(desk, { session: () => session })
  const files = readdirSync(folder)
  expect(await door(exportEntries.name, JSON.stringify({ ...asked, encrypted: false }))).toMatchObject({
    error: { reason: 'export.must-encrypt' },
  })
  expect(readdirSync(folder)).toEqual(files)
  expect(await door(exportEntries.name, JSON.stringify({ ...asked, encrypted: true }))).toMatchObject({
    ok: true,
  })
})
