/** A time of the audit log, as it is read on a screen and on paper: with what it is ahead of UTC, so that it is one moment wherever it is read (A2). */
import { expect, test } from 'vitest'
import { secondsText } from '../../../src-renderer/auditing/entry-text.ts'
import { columnsFor } from '../../../src-renderer/auditing/entry-columns.ts'
import { latestFirst, type EntryLine } from '../../../shared/auditing/entry-line.ts'

test('the date, the time and the offset from UTC are shown with each entry, and are the moment it was written', () => {
  for (const at of ['2026-01-15T03:04:05.000Z', '2026-07-15T23:59:59.000Z', '2026-03-08T07:30:00.000Z']) {
    const shown = secondsText(at)
    expect(shown).toMatch(/ [+-]\d\d:\d\d$/)
    expect(new Date(shown).toISOString()).toBe(at)
    for (const report of [latestFirst, { ...latestFirst, scope: 'all' as const }])
      for (const narrow of [false, true]) {
        const when = columnsFor(report, narrow).find(({ head }) => head === 'When')
        expect(when?.text({ at } as EntryLine)).toBe(shown)
      }
  }
})
