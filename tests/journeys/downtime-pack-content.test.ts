/** What the downtime pack says of a patient, and that nobody waits while it is made. */
import { expect, test } from 'vitest'
import { allergies } from '../../shared/charting/allergy.ts'
import { listAllergies } from '../../shared/charting/list-allergies.ts'
import { listMedications } from '../../shared/charting/list-medications.ts'
import { listProblems } from '../../shared/charting/list-problems.ts'
import { drugs, medications } from '../../shared/charting/medication.ts'
import { observations } from '../../shared/charting/observation.ts'
import { problems } from '../../shared/charting/problem.ts'
import { getPackState } from '../../shared/downtime/get-pack-state.ts'
import { packPolicy } from '../../shared/downtime/pack-policy.ts'
import { isActiveMedication, isActiveProblem } from '../../src-main/charting/standing.ts'
import { seedChart, seedPatient } from '../kit/charts.ts'
import { packOf, seedVisit, textOf } from '../kit/packs.ts'
import { newPractice } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { contextAt } from '../kit/store.ts'

test('what it says of a patient is what their chart says', async () => {
  const desk = await newPractice()
  const patientId = await seedPatient(desk, 'Okonkwo', 'Ngozi', {
    phones: [{ use: 'mobile', number: '617-555-0142' }],
    contact: { name: 'Jo Okonkwo', relationship: 'sister', phone: '617-555-0101' },
  })
  desk.session.store.transaction(contextAt(), (tx) => {
    const drug = rowFor(drugs, 1, { name: 'Warfarin 5 MG Oral Tablet' })
    tx.put(drugs, drug as never)
    const statuses = ['active', 'stopped', 'on-hold', 'completed', 'unknown']
    for (const [n, status] of statuses.entries())
      tx.put(
        medications,
        rowFor(medications, n + 1, {
          patientId,
          status,
          name: `Drug${n}`,
          directions: `Direction${n} daily`,
          drugId: null,
          asNeeded: false,
        }) as never,
      )
    tx.put(
      medications,
      rowFor(medications, 9, {
        patientId,
        status: 'active',
        name: '',
        drugId: drug.id,
        directions: 'As told',
        asNeeded: true,
      }) as never,
    )
    for (const [n, clinicalStatus] of ['active', 'resolved', 'relapse', 'inactive'].entries())
      tx.put(
        problems,
        rowFor(problems, n + 1, {
          patientId,
          clinicalStatus,
          verification: 'confirmed',
          name: `Problem${n}`,
          severity: '',
        }) as never,
      )
    const base = {
      patientId,
      clinicalStatus: 'active',
      verification: 'confirmed',
      code: null,
      kind: 'allergy',
    }
    tx.put(
      allergies,
      rowFor(allergies, 1, {
        ...base,
        substance: 'Penicillin',
        criticality: 'high',
        reactions: [{ manifestation: 'Anaphylaxis', severity: 'severe' }],
      }) as never,
    )
    tx.put(
      allergies,
      rowFor(allergies, 2, { ...base, substance: 'Latex', criticality: 'low', reactions: [] }) as never,
    )
    tx.put(
      allergies,
      rowFor(allergies, 3, { ...base, substance: 'Refuted', verification: 'refuted' }) as never,
    )
    const measured = {
      patientId,
      status: 'final',
      comparator: '',
      text: '',
      parts: [],
      memberIds: [],
      low: null,
      high: null,
      rangeText: '',
    }
    tx.put(
      observations,
      rowFor(observations, 1, {
        ...measured,
        category: 'vital-signs',
        code: '8867-4',
        name: 'Heart rate',
        number: 71,
        unit: '/min',
        takenAt: '2026-11-20T14:10:00.000Z',
        flag: '',
      }) as never,
    )
    tx.put(
      observations,
      rowFor(observations, 2, {
        ...measured,
        category: 'laboratory',
        code: 'k',
        name: 'Potassium',
        number: 6.9,
        unit: 'mmol/L',
        takenAt: '2026-11-20T14:10:00.000Z',
        flag: 'HH',
      }) as never,
    )
    tx.put(
      observations,
      rowFor(observations, 3, {
        ...measured,
        category: 'laboratory',
        code: 'na',
        name: 'Sodium',
        number: 140,
        unit: 'mmol/L',
        takenAt: '2026-11-20T14:10:00.000Z',
        flag: 'N',
      }) as never,
    )
    tx.close('test.seed@1')
  })
  seedVisit(desk, patientId, '2026-11-02T15:00:00.000Z', { status: 'finished' })
  const { manifest, pages } = await packOf(desk)
  const own = manifest.patients[0]?.pages ?? { from: 1, to: 1 }
  const text = textOf(pages.slice(own.from - 1, own.to))

  const asked = { patientId }
  for (const row of (await desk.call(listMedications, asked)).medications) {
    const there = text.includes(row.name) && text.includes(row.directions)
    expect([row.name, there]).toEqual([row.name, isActiveMedication(row)])
  }
  expect(text).toContain('Medications (4)')
  expect(text).toContain('Warfarin 5 MG Oral Tablet – As told, as needed')
  expect(text).toContain('Drug2 – Direction2 daily, ON HOLD')
  for (const row of (await desk.call(listProblems, asked)).problems)
    expect([row.name, text.includes(row.name)]).toEqual([row.name, isActiveProblem(row)])
  expect((await desk.call(listAllergies, asked)).allergies).toHaveLength(3)
  expect(text).toContain('Allergies (2) ! Penicillin – high risk, Anaphylaxis (severe) Latex')
  expect(text).not.toContain('Refuted')
  expect(text).toContain('Pulse 71 /min – 11/20/2026 9:10 AM')
  expect(text).toMatch(/! Potassium – 6\.9 mmol\/L HH · 11\/20\/2026 Sodium – 140 mmol\/L · 11\/20\/2026/)
  expect(text).toContain('617-555-0142 (mobile)')
  expect(text).toContain('Jo Okonkwo, sister, 617-555-0101')
  expect(text).toContain('Last visit 11/02/2026 · Office visit · Cough')
})

test('sixty patients with long charts: nobody who works meanwhile waits', { timeout: 600_000 }, async () => {
  const desk = await newPractice()
  for (let n = 0; n < packPolicy.patients; n += 1) {
    const patientId = await seedPatient(desk, `Family${n}`, 'Given')
    seedChart(desk, patientId, { visits: 60, tests: 40 })
  }
  await desk.vault.pack.make()
  // the work of this thread between two turns, as a share of all it does: how fast the machine is just now says nothing
  let [longest, all, going] = [0, 0, true]
  const spent = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let last = spent()
  const watch = () => {
    const now = spent()
    longest = Math.max(longest, now - last)
    all += now - last
    last = now
    if (going) setImmediate(watch)
  }
  setImmediate(watch)
  const started = performance.now()
  const { patients, pages } = await desk.vault.pack.make()
  const took = performance.now() - started
  going = false
  const { pack } = await desk.call(getPackState, {})
  console.log(
    `downtime pack: ${patients.length} patients, ${pages} pages, ${pack?.bytes} bytes, made in ${Math.round(took)} ms; the longest stretch of the vault's thread was ${longest.toFixed(1)} of ${all.toFixed(0)} ms`,
  )
  expect(patients).toHaveLength(packPolicy.patients)
  expect(longest / all).toBeLessThan(0.1)
})
