/** A practice's entries as FHIR AuditEvents, from the cloud: all workstations, by ids alone. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { AuditEvent } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { patternOf } from '../../shared/auditing/audit-event-codes.ts'
import { leftOut, writeEvents } from '../../tools/cloud-audit-events.ts'
import { aCloud, aDesk } from '../kit/audit-desks.ts'
import { faults, faultsOfPattern } from '../kit/audit-events.ts'
import { auditEntry } from '../kit/audit-logs.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { tempFolder } from '../kit/practice.ts'

const patient = '0198b7f4-b2c3-7d44-a111-0e9f8d7c6b5a'
const eventsIn = (file: string) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as AuditEvent)

describe.skipIf(skipWithout !== null)('AuditEvents from the cloud', () => {
  const postgres = usePostgres()

  test('each entry of each workstation is one, with its hash, once; of one patient only theirs; nothing is written over', async () => {
    const there = await aCloud(postgres)
    const desks = [await aDesk(there), await aDesk(there)]
    for (const desk of desks) {
      desk.log.append(
        auditEntry({ action: 'chart.open', category: 'chart', subject: patient, actor: patient }),
      )
      desk.log.append(auditEntry({ action: 'patient.search', category: 'demographics', actor: patient }))
      await desk.send()
    }
    const file = join(tempFolder(), 'events.ndjson')
    const said = await writeEvents(there.cloud.pool, there.practice, { out: file })
    const events = eventsIn(file)
    const whole = desks.reduce((sum, { log }) => sum + log.last.n, 0)
    expect([said.events, events.length, said.leftOut]).toEqual([whole, whole, leftOut])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(new Set(events.map(({ id }) => id)).size).toBe(whole)
    for (const { device, log, book } of desks)
      for (let n = 1; n <= log.last.n; n += 1)
        expect(events.map(({ meta }) => meta?.source)).toContain(
          `urn:holdfast:audit:${device}:1:${n}:${book.hashAt(n) ?? ''}`,
        )
    expect(events.flatMap(faults)).toEqual([])
    const opened = events.filter(({ meta }) => meta?.profile?.some((each) => each.endsWith('PatientRead')))
    expect(opened).toHaveLength(2)
    for (const event of opened) expect(faultsOfPattern(event, 'Read', patient)).toEqual([])
    expect(patternOf('chart.open', true)).toBe('Read')
    const own = join(tempFolder(), 'own.ndjson')
    expect((await writeEvents(there.cloud.pool, there.practice, { out: own, patient })).events).toBe(2)
    await expect(writeEvents(there.cloud.pool, there.practice, { out: own })).rejects.toThrow(/EEXIST/)
  })
})
