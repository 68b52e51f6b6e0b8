/** What patients ask to be amended, at the door of a real store: asked, put off, decided, answered; the entry stays as it was. */
import { expect, test } from 'vitest'
import {
  acceptAmendment,
  addDisagreement,
  addRebuttal,
  denyAmendment,
  noteTold,
  putOffAmendment,
  withdrawAmendment,
} from '../../shared/amendments/act-on-amendment.ts'
import { getAmendment } from '../../shared/amendments/get-amendment.ts'
import { getChartAmendments } from '../../shared/amendments/get-chart-amendments.ts'
import { listAmendments } from '../../shared/amendments/list-amendments.ts'
import { recordAmendment } from '../../shared/amendments/record-amendment.ts'
import { listProblems } from '../../shared/charting/list-problems.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { gatherPatient } from '../../src-main/downtime/gather-patient.ts'
import { colleagueAt } from '../kit/colleague.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { TestClock } from '../kit/clock.ts'
import { auditRows, newPractice } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { command } from '../kit/store.ts'

const { demographics } = registerPatient.example
const dayMs = 86_400_000

async function aPractice() {
  const clock = new TestClock()
  const desk = await newPractice({ clock })
  const register = async (family: string, given: string) =>
    (
      await desk.call(registerPatient, {
        ...registerPatient.example,
        notADuplicate: true,
        demographics: { ...demographics, family, given },
      })
    ).patientId
  const patientId = await register('Okon', 'Raeann')
  const otherId = await register('Ray', 'Ana')
  const problem = rowFor(problems, 1, { patientId, name: 'Smokes' }) as RowOf<typeof problems>
  command(desk.session.store, (tx) => tx.put(problems, problem))
  const [physician, nurse, manager, front] = [
    colleagueAt(desk, 21, ['physician'], 'Ana Ray, MD'),
    colleagueAt(desk, 22, ['nurse'], 'Bo Lindqvist, RN'),
    colleagueAt(desk, 23, ['practice-manager'], 'Chidi Abara'),
    colleagueAt(desk, 24, ['front-desk'], 'Dana Ives'),
  ]
  const today = new Date(clock.now()).toISOString().slice(0, 10)
  const asked = {
    patientId,
    entry: { type: 'problem', id: problem.id, text: 'Smokes' },
    wrong: 'It says that I smoke.',
    shouldSay: 'That I stopped in 2012.',
    askedBy: 'patient',
    askedByName: '',
    askedOn: today,
  } as const
  return { clock, desk, patientId, otherId, problem, physician, nurse, manager, front, asked, today }
}
const later = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

test('it is asked, put off once, and accepted: the words stand with the entry, which stays as it was', async () => {
  const { desk, clock, patientId, problem, physician, nurse, manager, asked, today } = await aPractice()
  const before = await nurse.call(listProblems, { patientId })
  const { amendmentId, dueOn } = await nurse.call(recordAmendment, asked)
  expect(dueOn).toBe(later(today, 60))
  const of = { patientId, amendmentId }
  expect((await manager.call(listAmendments, { show: 'open' })).lines).toMatchObject([
    { amendmentId, patientName: 'Okon, Raeann', about: 'problem', dueOn, putOff: false, state: 'open' },
  ])

  await nurse.call(putOffAmendment, { ...of, words: 'The letters have not come yet.' })
  expect(await reasonOf(nurse.call(putOffAmendment, { ...of, words: 'Still not.' }))).toBe(
    'amendment.put-off-already',
  )
  expect((await manager.call(listAmendments, { show: 'open' })).lines).toMatchObject([
    { dueOn: later(today, 90), putOff: true },
  ])
  clock.advance(91 * dayMs)
  expect(await manager.call(listAmendments, { show: 'open' })).toMatchObject({ open: 1, overdue: 1 })

  // a nurse writes it down, and does not decide
  expect(await reasonOf(nurse.call(acceptAmendment, { ...of, words: 'Right.' }))).toBe('permission.missing')
  await physician.call(acceptAmendment, { ...of, words: 'The patient stopped smoking in 2012.' })
  expect(await reasonOf(physician.call(denyAmendment, { ...of, denial: 'accurate', words: 'No.' }))).toBe(
    'amendment.over',
  )
  expect(await reasonOf(nurse.call(withdrawAmendment, { ...of, words: 'No.' }))).toBe('amendment.over')
  await nurse.call(noteTold, { ...of, words: 'Harborview Hospital, by letter.' })

  const { amendments } = await nurse.call(getChartAmendments, { patientId })
  expect(amendments).toMatchObject([
    {
      entry: { type: 'problem', id: problem.id, text: 'Smokes' },
      state: 'accepted',
      acts: [
        { kind: 'put-off' },
        { kind: 'accepted', text: 'The patient stopped smoking in 2012.', by: 'Ana Ray, MD' },
        { kind: 'told' },
      ],
    },
  ])
  expect(await nurse.call(listProblems, { patientId })).toEqual(before)
  expect((await manager.call(listAmendments, { show: 'over' })).lines).toMatchObject([{ state: 'accepted' }])

  // in the log by whom and about what, and no word of it
  const entries = auditRows(desk).filter(({ action }) => action.startsWith('amendment.'))
  expect(entries.findLast(({ action }) => action === 'amendment.accept')).toMatchObject({
    actor: physician.id,
    subject: patientId,
    outcome: 'done',
  })
  expect(JSON.stringify(entries)).not.toMatch(/smok|2012|Harborview/i)
})

test('it is denied for one of four reasons; the patient disagrees, the practice answers, and all of it stays linked', async () => {
  const { patientId, physician, nurse, manager, asked } = await aPractice()
  const { amendmentId } = await manager.call(recordAmendment, { ...asked, entry: null })
  const of = { patientId, amendmentId }
  expect(await reasonOf(nurse.call(addDisagreement, { ...of, words: 'I do not smoke.' }))).toBe(
    'amendment.not-denied',
  )
  await physician.call(denyAmendment, { ...of, denial: 'accurate', words: 'It was said at the visit.' })
  expect(await reasonOf(physician.call(addRebuttal, { ...of, words: 'It was said.' }))).toBe(
    'amendment.no-disagreement',
  )
  expect(await reasonOf(nurse.call(noteTold, { ...of, words: 'Nobody.' }))).toBe('amendment.not-accepted')
  await nurse.call(addDisagreement, { ...of, words: 'I have not smoked since 2012.' })
  await physician.call(addRebuttal, { ...of, words: 'It was said so on 3 March 2024.' })
  const { amendment, patient } = await manager.call(getAmendment, of)
  expect(amendment).toMatchObject({
    state: 'denied',
    entry: null,
    acts: [{ kind: 'denied', denial: 'accurate' }, { kind: 'disagreement' }, { kind: 'rebuttal' }],
  })
  expect(patient).toMatchObject({ name: expect.stringContaining('Raeann'), filedName: 'Okon, Raeann' })
})

test('what may not be asked, and by whom', async () => {
  const { patientId, otherId, physician, nurse, front, asked, today } = await aPractice()
  const record = (more: object) => reasonOf(nurse.call(recordAmendment, { ...asked, ...more }))
  expect(await reasonOf(front.call(recordAmendment, asked))).toBe('permission.missing')
  expect(await reasonOf(front.call(listAmendments, { show: 'open' }))).toBe('permission.missing')
  expect(await record({ patientId: otherId })).toBe('amendment.entry-missing')
  expect(await record({ askedOn: later(today, 2) })).toBe('amendment.day-ahead')
  expect(await record({ askedBy: 'representative' })).toBe('amendment.who')
  expect(await record({ wrong: ' ' })).toBe('input.invalid')

  // one's own chart, as far as the name says
  const own = await nurse.call(recordAmendment, { ...asked, patientId: otherId, entry: null })
  const ofOwn = { patientId: otherId, amendmentId: own.amendmentId }
  expect((await physician.call(getAmendment, ofOwn)).isYourOwn).toBe(true)
  expect(await reasonOf(physician.call(acceptAmendment, { ...ofOwn, words: 'Yes.' }))).toBe(
    'amendment.your-own',
  )
  expect(await reasonOf(physician.call(denyAmendment, { ...ofOwn, denial: 'not-open', words: 'No.' }))).toBe(
    'amendment.your-own',
  )
  // under another patient's name a request is not found
  const mixed = { patientId, amendmentId: own.amendmentId }
  expect(await reasonOf(nurse.call(withdrawAmendment, { ...mixed, words: 'By mistake.' }))).toBe(
    'amendment.not-found',
  )
  await nurse.call(withdrawAmendment, { ...ofOwn, words: 'By mistake.' })

  const late = await nurse.call(recordAmendment, { ...asked, askedOn: later(today, -61) })
  expect(
    await reasonOf(nurse.call(putOffAmendment, { patientId, amendmentId: late.amendmentId, words: 'x' })),
  ).toBe('amendment.too-late')
})

test('of a restricted chart they are read by those it is open to, and listed by name alone', async () => {
  const { desk, patientId, physician, nurse, manager, asked } = await aPractice()
  const { amendmentId } = await nurse.call(recordAmendment, asked)
  await physician.call(restrictChart, {
    patientId,
    version: null,
    kinds: ['requested'],
    note: '',
    people: [physician.id],
  })
  for (const who of [nurse, manager]) {
    expect(await reasonOf(who.call(getAmendment, { patientId, amendmentId }))).toBe('chart.restricted')
    expect(await reasonOf(who.call(recordAmendment, asked))).toBe('chart.restricted')
  }
  expect(await reasonOf(nurse.call(getChartAmendments, { patientId }))).toBe('chart.restricted')
  const { lines } = await manager.call(listAmendments, { show: 'open' })
  expect(lines).toMatchObject([{ patientName: 'Okon, Raeann', about: 'problem' }])
  expect(JSON.stringify(lines)).not.toMatch(/smok/i)
  await physician.call(acceptAmendment, { patientId, amendmentId, words: 'Stopped in 2012.' })
  const paper = gatherPatient(desk.session.store.read, patientId, ['opened'], '2026-03-02T09:00:00.000Z')
  expect(paper).toMatchObject({ closed: true, amendments: [] })
})

test('on the paper of a downtime an amendment stands with what it amends', async () => {
  const { desk, patientId, physician, nurse, asked } = await aPractice()
  const { amendmentId } = await nurse.call(recordAmendment, asked)
  await physician.call(acceptAmendment, { patientId, amendmentId, words: 'Stopped in 2012.' })
  const paper = gatherPatient(desk.session.store.read, patientId, ['opened'], '2026-03-02T09:00:00.000Z')
  expect(paper?.amendments).toEqual([{ text: 'Smokes: Stopped in 2012.', detail: '', strong: true }])
})
