/** The record store does not open: whoever may read charts gets to the downtime pack, and to nothing else. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { lock } from '../../shared/access/lock.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { getPack } from '../../shared/downtime/get-pack.ts'
import { openPackAlone } from '../../shared/downtime/open-pack-alone.ts'
import { printPack } from '../../shared/downtime/print-pack.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { openWorkstation } from '../../tools/kit/workstation.ts'
import { closedPractice, credentials, gateOf, reasonOf } from '../kit/closed-practice.ts'
import { seedPatient } from '../kit/charts.ts'
import { fileHash } from '../kit/contents.ts'
import { everyContract } from '../kit/examples.ts'
import { auditRows, doorOf, newPractice } from '../kit/practice.ts'
import { readPdf } from '../kit/read-pdf.ts'

const pageSize = 4096

/** A practice that was left with a pack, and whose store lies there with one bit of every page changed. */
async function damagedPractice(withPack = true) {
  const at = await closedPractice()
  const file = join(at.folder, 'clinical.db')
  const desk = await at.back()
  await desk.call(signIn, credentials)
  const patientId = await seedPatient(desk, 'Okonkwo', 'Ngozi')
  if (withPack) await desk.vault.pack.make()
  desk.close()
  copyFileSync(file, `${file}.whole`)
  const bytes = readFileSync(file)
  for (let page = 0; page < bytes.length / pageSize; page += 1)
    bytes[page * pageSize + 50] = (bytes[page * pageSize + 50] ?? 0) ^ 1
  writeFileSync(file, bytes)
  const mend = () => copyFileSync(`${file}.whole`, file)
  return { ...at, file, patientId, mend }
}

test('after the password the pack opens, is shown and printed; the store stays as it is', async () => {
  const at = await damagedPractice()
  const before = fileHash(at.file)
  const desk = await at.back()
  expect(await reasonOf(desk.call(signIn, credentials))).toMatch(/^store\.(damaged|wrong-key)$/)
  expect(await gateOf(desk)).toEqual(['sign-in', null])
  expect(await desk.call(openPackAlone, credentials)).toEqual({ displayName: 'Ana Rivera, MD' })
  expect(await gateOf(desk)).toEqual(['pack-alone', null])
  const { manifest, base64, shownTo, mayPrint } = await desk.call(getPack, {})
  expect([manifest.patients.map(({ patientId }) => patientId), shownTo, mayPrint]).toEqual([
    [at.patientId],
    'Ana Rivera, MD',
    true,
  ])
  const pages = await readPdf(Buffer.from(base64, 'base64'))
  expect(pages.map(({ text }) => text).join()).toContain('Okonkwo, Ngozi')
  await desk.call(printPack, { from: 1, to: manifest.pages })
  expect(desk.vault.session).toBeNull()
  expect(fileHash(at.file)).toBe(before)

  const { actor, id } = desk.vault.alone ?? { actor: null, id: '' }
  const rows = auditRows(desk).slice(-4)
  expect(rows.map(({ action, outcome, actor: who, session }) => [action, outcome, who, session])).toEqual([
    ['session.sign-in', 'refused', actor?.id, null],
    ['session.pack-alone', 'done', actor?.id, id],
    ['pack.view', 'done', actor?.id, id],
    ['pack.print', 'done', actor?.id, id],
  ])
  expect(JSON.parse(rows[3]?.detail ?? '')).toMatchObject({ patients: 1, whose: at.patientId })
  expect(desk.faults).toEqual([])
})

test('nothing else is open: every other contract says that the workstation is locked', async () => {
  const at = await damagedPractice()
  const desk = await at.back()
  await desk.call(openPackAlone, credentials)
  const open: string[] = []
  for (const contract of everyContract.filter(({ permission }) => permission !== 'before-sign-in')) {
    const caller = contract.kind === 'command' && contract.caller === 'internal' ? 'job' : 'window'
    const reply = await desk.dispatch(contract.name, JSON.stringify(contract.example), caller)
    if (reply.ok || reply.error.code !== 'Locked') open.push(contract.name)
  }
  expect(open.toSorted()).toEqual(['access.lock', 'downtime.getPack', 'downtime.printPack'])
  await desk.call(lock, { how: 'lock' })
  expect(desk.locks).toEqual(['person', 'person'])
})

describe('nobody is let in', () => {
  test('with a wrong password', async () => {
    const at = await damagedPractice()
    const desk = await at.back()
    const wrong = { ...credentials, password: 'harvest kettle bronze 82' }
    expect(await reasonOf(desk.call(openPackAlone, wrong))).toBe('sign-in.wrong')
    expect(await reasonOf(desk.call(getPack, {}))).toBe('session.locked')
    expect(auditRows(desk).at(-1)).toMatchObject({ action: 'session.pack-alone', outcome: 'refused' })
  })

  test('where the store opens: they sign in as ever', async () => {
    const at = await damagedPractice()
    at.mend()
    const desk = await at.back()
    expect(await reasonOf(desk.call(openPackAlone, credentials))).toBe('pack.store-opens')
    expect(await gateOf(desk)).toEqual(['sign-in', null])
    await desk.call(signIn, credentials)
    expect(desk.session.actor.displayName).toBe('Ana Rivera, MD')
  })

  test('where there is no pack, or it is damaged too', async () => {
    const at = await damagedPractice(false)
    const desk = await at.back()
    expect(await reasonOf(desk.call(openPackAlone, credentials))).toBe('pack.none')
    writeFileSync(join(at.folder, 'downtime-pack'), Buffer.alloc(5000, 3))
    expect(await reasonOf(desk.call(openPackAlone, credentials))).toBe('pack.damaged')
    expect([desk.vault.alone, await gateOf(desk)]).toEqual([null, ['sign-in', null]])
  })

  test('who may not read charts', async () => {
    const made = await newPractice({ ownerIs: { treatsPatients: false } })
    expect(made.session.actor.can.has('chart.read')).toBe(false)
    await made.vault.pack.make()
    made.close()
    writeFileSync(join(made.profile, 'store/clinical.db'), Buffer.alloc(8192, 7))
    const desk = await openWorkstation({ profile: made.profile, keys: made.keys })
    onTestFinished(() => desk.close())
    expect(await reasonOf(desk.call(openPackAlone, credentials))).toBe('permission.missing')
    expect([desk.vault.alone, await gateOf(desk)]).toEqual([null, ['sign-in', null]])
  })

  test('whose coming in cannot be recorded', async () => {
    const at = await damagedPractice()
    const desk = await at.back()
    const unwritable = () => {
      throw new AppError('Unavailable', 'audit.unwritable')
    }
    const door = doorOf(desk, { audit: () => ({ append: unwritable }) })
    expect(await door(openPackAlone.name, JSON.stringify(credentials))).toMatchObject({
      ok: false,
      error: { reason: 'audit.unwritable' },
    })
    expect([desk.vault.alone, await gateOf(desk)]).toEqual([null, ['sign-in', null]])
  })
})
