/** Entries of a sensitive kind, at the door of a real store: who marks them, who sees them then, and the ways around it. */
import { expect, test } from 'vitest'
import { getConflict } from '../../shared/attention/get-conflict.ts'
import { getRefused } from '../../shared/attention/get-refused.ts'
import { listAttention } from '../../shared/attention/list-attention.ts'
import { resolveConflict } from '../../shared/attention/resolve-conflict.ts'
import { documents } from '../../shared/charting/document.ts'
import { getChart } from '../../shared/charting/get-chart.ts'
import { listDocuments } from '../../shared/charting/list-documents.ts'
import { listMedications } from '../../shared/charting/list-medications.ts'
import { listProblems } from '../../shared/charting/list-problems.ts'
import { markDocumentWrong } from '../../shared/charting/mark-document.ts'
import { openFile } from '../../shared/charting/open-file.ts'
import { getOriginal } from '../../shared/exchange/get-original.ts'
import { originals } from '../../shared/exchange/original.ts'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { getChartAccess } from '../../shared/privacy/get-chart-access.ts'
import { getMarking } from '../../shared/privacy/get-marking.ts'
import { getMarks } from '../../shared/privacy/get-marks.ts'
import { listCases } from '../../shared/privacy/list-cases.ts'
import { markEntry } from '../../shared/privacy/mark-entry.ts'
import { openInEmergency } from '../../shared/privacy/open-in-emergency.ts'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { conflicts } from '../../shared/sync/conflict.ts'
import { gatherPatient } from '../../src-main/downtime/gather-patient.ts'
import { pack } from '../../src-main/store/packing.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { auditRows } from '../kit/practice.ts'
import { command } from '../kit/store.ts'
import { colleague, practiceWithChart, type Person } from '../kit/marked-chart.ts'

test('a marked entry is there for those with the right to its kind, and counted for the rest', async () => {
  const { desk, patientId, problem, medication, physician, assistant, mark } = await practiceWithChart()
  expect(await mark(physician, {})).toEqual({ hidden: false, entries: 1 })
  expect((await physician.call(listProblems, { patientId })).problems).toMatchObject([{ id: problem }])
  expect((await assistant.call(listProblems, { patientId })).problems).toEqual([])
  const chart = await assistant.call(getChart, { patientId })
  expect([chart.counts.problems, chart.problems, chart.counts.medications]).toEqual([0, [], 1])

  // whoever marks without the right does not see it any more, and it stays with those who do
  expect(await mark(assistant, { type: 'medication', entryId: medication })).toEqual({
    hidden: true,
    entries: 1,
  })
  expect((await assistant.call(listMedications, { patientId })).medications).toEqual([])
  expect(await assistant.call(getMarks, { patientId })).toMatchObject({
    marks: [],
    withheld: [
      { part: 'problems', count: 1 },
      { part: 'medications', count: 1 },
    ],
    ask: expect.arrayContaining(['Colleague 11']),
    mayOpenInEmergency: false,
  })
  expect(await physician.call(getMarks, { patientId })).toMatchObject({
    marks: expect.arrayContaining([{ entryId: problem, kinds: ['substance-use'] }]),
    withheld: [],
  })
  const entry = auditRows(desk).findLast(({ action }) => action === 'entry.mark')
  expect(entry).toMatchObject({ subject: patientId, actor: assistant.id, outcome: 'done' })
  expect(JSON.stringify(entry)).toContain(medication)
  expect(JSON.stringify(entry)).toContain('substance-use')
  expect(JSON.stringify(auditRows(desk))).not.toContain('Buprenorphine')
})

test('a mark is lifted by whoever sees it, with a reason; nobody else changes anything of the entry', async () => {
  const { desk, patientId, problem, physician, assistant, mark, put } = await practiceWithChart()
  await mark(physician, {})
  expect(await reasonOf(mark(assistant, { kinds: [], version: 2, reason: 'A slip' }))).toBe('entry.not-found')
  expect(await reasonOf(assistant.call(getMarking, { patientId, type: 'problem', entryId: problem }))).toBe(
    'entry.not-found',
  )
  expect(await reasonOf(mark(physician, { kinds: [], version: 2 }))).toBe('marking.reason-first')
  expect(await reasonOf(mark(physician, { kinds: [], version: 1, reason: 'A slip' }))).toBe('row.changed')
  await mark(physician, { kinds: [], version: 2, reason: 'A slip' })
  expect((await assistant.call(listProblems, { patientId })).problems).toMatchObject([{ id: problem }])
  expect(await physician.call(getMarking, { patientId, type: 'problem', entryId: problem })).toMatchObject({
    kinds: [],
    set: { byName: 'Colleague 11', reason: 'A slip' },
  })
  expect(JSON.stringify(auditRows(desk))).not.toContain('A slip')

  const letter = put(documents, 2, {
    status: 'current',
    attachments: [],
    addedBy: null,
    sensitivity: ['hiv'],
  })
  const wrong = { patientId, documentId: letter, version: 1, reason: 'Of another patient' }
  expect(await reasonOf(assistant.call(markDocumentWrong, wrong))).toBe('entry.withheld')
  expect((await physician.call(listDocuments, { patientId })).documents).toMatchObject([
    { status: 'current' },
  ])
  await physician.call(markDocumentWrong, wrong)
})

test('notes of psychotherapy are their author’s, and of whomever the practice gives the right', async () => {
  const { desk, patientId, put, physician } = await practiceWithChart()
  const author = colleague(desk, 21, ['medical-assistant'])
  const note = put(documents, 2, {
    title: 'Session 4',
    status: 'current',
    attachments: [],
    addedBy: author.id,
  })
  const mark: InputOf<typeof markEntry> = {
    patientId,
    type: 'document',
    entryId: note,
    version: 1,
    kinds: ['psychotherapy'],
    reason: '',
    withContents: false,
  }
  // of one that came in nobody is the author, and nobody would see it
  const imported = put(documents, 2, { status: 'current', attachments: [], addedBy: null })
  const lost = { ...mark, entryId: imported }
  expect(await reasonOf(physician.call(markEntry, lost))).toBe('marking.nobody-left')
  const therapist = colleague(desk, 22, ['physician'], ['sensitive.psychotherapy'])
  expect(await author.call(markEntry, mark)).toMatchObject({ hidden: false })
  const titles = async (who: Person) =>
    (await who.call(listDocuments, { patientId })).documents.flatMap(({ id, title }) =>
      id === note ? [title] : [],
    )
  expect(await titles(author)).toEqual(['Session 4'])
  expect(await titles(therapist)).toEqual(['Session 4'])
  expect(await titles(physician)).toEqual([])
})

test('a visit takes along what was recorded in it', async () => {
  const { patientId, visit, physician, assistant, mark } = await practiceWithChart()
  const { version, contents } = await physician.call(getMarking, {
    patientId,
    type: 'encounter',
    entryId: visit,
  })
  expect(contents).toBe(2)
  const whole = { type: 'encounter', entryId: visit, version, withContents: true } as const
  expect(await mark(physician, whole)).toEqual({ hidden: false, entries: 3 })
  const { counts } = await assistant.call(getChart, { patientId })
  expect([counts.encounters, counts.problems, counts.medications]).toEqual([0, 0, 0])
})

test('what an entry came in, its bytes and two versions of it are kept with it', async () => {
  const { desk, patientId, put, problem, physician, assistant, mark } = await practiceWithChart()
  const sha256 = 'ab'.repeat(32)
  const blob = { sha256, size: 3, pages: null }
  const scan = put(documents, 2, {
    status: 'current',
    addedBy: null,
    attachments: [{ contentType: 'text/plain', title: '', size: 3, held: 'blob', binaryId: null, blob }],
  })
  put(originals, 1, { id: problem, linkedTo: 'problem', replacedBy: null, content: '{"note":"Opioid"}' })
  const earlier = put(originals, 2, {
    linkedTo: 'problem',
    replacedBy: problem,
    content: '{"note":"Opioid"}',
  })
  const conflictId = put(conflicts, 2, {
    state: 'open',
    kind: 'fields',
    entityType: 'problem',
    entityId: problem,
    fields: [{ field: 'name', held: 'Opioid dependence', offered: 'Opioid use' }],
  })
  expect((await assistant.call(openFile, { patientId, sha256 })).opened).toBeNull()
  await mark(physician, {})
  await mark(physician, { type: 'document', entryId: scan, kinds: ['hiv'] })
  expect(await reasonOf(assistant.call(openFile, { patientId, sha256 }))).toBe('document.not-found')
  for (const originalId of [problem, earlier]) {
    expect(await reasonOf(assistant.call(getOriginal, { patientId, originalId }))).toBe('original.not-found')
    expect((await physician.call(getOriginal, { patientId, originalId })).content).toContain('Opioid')
  }
  expect((await assistant.call(listAttention, { patientId })).conflicts).toEqual([])
  expect(await reasonOf(assistant.call(getConflict, { conflictId }))).toBe('conflict.not-found')
  const choose = { conflictId, version: 1, choice: { name: 'held' } } as const
  expect(await reasonOf(assistant.call(resolveConflict, choose))).toBe('entry.withheld')
  await physician.call(resolveConflict, choose)

  // a whole row that two removed and changed apart, and is in no table any more
  const gone = put(conflicts, 2, {
    state: 'open',
    kind: 'deleted',
    entityType: 'problem',
    entityId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1aff',
    fields: [
      { field: 'name', held: null, offered: 'Opioid use' },
      { field: 'sensitivity', held: null, offered: ['substance-use'] },
    ],
  })
  expect(await reasonOf(assistant.call(getConflict, { conflictId: gone }))).toBe('conflict.not-found')
  await physician.call(getConflict, { conflictId: gone })
  expect(desk.session.store.read.rows('SELECT 1 FROM conflicts')).toHaveLength(2)
})

test('of what the cloud refused, everybody is shown what they entered themselves, and of such an entry nothing else', async () => {
  const { desk, patientId, problem, physician, assistant, mark } = await practiceWithChart()
  await mark(physician, {})
  const refuse = (n: number, actor: string) => {
    const op = `0190f3c4-6c1e-7e0a-9a53-0000000000a${n}`
    const change = {
      type: 'problem',
      id: problem,
      baseVersion: 1,
      base: { note: 'Relapsed in May' },
      set: { note: 'Seen today' },
      gone: false,
    }
    const body = {
      op,
      kind: 'charting.editProblem@1',
      actor,
      at: '2026-03-02T09:00:00.000Z',
      hlc: '',
      deps: [],
      changes: [change],
    }
    command(desk.session.store, (tx) =>
      tx.writeLocal(
        `INSERT INTO attention (op, reason, body, state, madeAt) VALUES (?, 'entry.withheld', ?, 'open', ?)`,
        op,
        pack(JSON.stringify(body)),
        body.at,
      ),
    )
    return op
  }
  const [own, others] = [refuse(1, assistant.id), refuse(2, physician.id)]
  const { refused } = await assistant.call(listAttention, { patientId: null })
  expect(refused.map(({ title }) => title)).toEqual(['', ''])
  const shown = await assistant.call(getRefused, { op: own })
  expect(shown.rows).toMatchObject([{ title: '', fields: [{ before: null, value: 'Seen today' }] }])
  expect(JSON.stringify(shown)).not.toContain('May')
  expect(await reasonOf(assistant.call(getRefused, { op: others }))).toBe('entry.withheld')
  expect(JSON.stringify(await physician.call(getRefused, { op: others }))).toContain('Relapsed in May')
  expect((await physician.call(listAttention, { patientId })).refused).toMatchObject([
    { title: 'Opioid dependence' },
    { title: 'Opioid dependence' },
  ])
})

test('in an emergency the chart shows all of it for its hour, with a case, and nothing of it is changed', async () => {
  const { desk, patientId, put, physician, medication, mark } = await practiceWithChart()
  const nurse = colleague(desk, 31, ['nurse'])
  const emergency = {
    patientId,
    reason: 'life-threatening',
    words: 'Collapsed in the waiting room.',
  } as const
  await mark(physician, { type: 'medication', entryId: medication })
  // nothing of this chart is kept from a nurse
  expect(await reasonOf(nurse.call(openInEmergency, emergency))).toBe('emergency.not-closed')
  colleague(desk, 32, ['physician'], ['sensitive.psychotherapy'])
  const note = put(documents, 2, {
    title: 'Session 4',
    status: 'current',
    attachments: [],
    addedBy: null,
    sensitivity: ['psychotherapy'],
  })
  expect((await nurse.call(listDocuments, { patientId })).documents).toEqual([])
  await nurse.call(openInEmergency, emergency)
  expect((await nurse.call(listDocuments, { patientId })).documents).toMatchObject([{ title: 'Session 4' }])
  expect(await nurse.call(getMarks, { patientId })).toMatchObject({ withheld: [] })
  expect((await nurse.call(getChartAccess, { patientId })).leftMs).toBeGreaterThan(0)
  const wrong = { patientId, documentId: note, version: 1, reason: 'Of another patient' }
  expect(await reasonOf(nurse.call(markDocumentWrong, wrong))).toBe('entry.withheld')
  const officer = colleague(desk, 33, ['auditor'])
  expect((await officer.call(listCases, { show: 'open' })).cases).toMatchObject([
    { kind: 'emergency', about: { userId: nurse.id } },
  ])
})

test('paper has none of it and says so; a closed chart does not say what is marked in it', async () => {
  const { desk, patientId, physician, assistant, medication, mark } = await practiceWithChart()
  const { read } = desk.session.store
  const paper = () => gatherPatient(read, patientId, ['opened'], '2026-03-02T09:00:00.000Z')
  expect(paper()).toMatchObject({ withheld: 0, medications: [{ text: 'Buprenorphine' }] })
  await mark(physician, {})
  await mark(physician, { type: 'medication', entryId: medication })
  expect(paper()).toMatchObject({ withheld: 2, medications: [], problems: [] })
  await physician.call(restrictChart, {
    patientId,
    version: null,
    kinds: ['requested'],
    note: '',
    people: [physician.id],
  })
  for (const [contract, input] of [
    [getMarks, { patientId }],
    [getMarking, { patientId, type: 'medication', entryId: medication }],
  ] as const)
    expect(await reasonOf(assistant.call(contract as typeof getMarks, input as never))).toBe(
      'chart.restricted',
    )
})
