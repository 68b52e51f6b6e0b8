import { Button } from '@mantine/core'
import { IconFileExport, IconPrinter, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import {
  everything,
  latestFirst,
  type EntryFilter,
  type EntryReport,
  type EntrySort,
} from '../../shared/auditing/entry-line.ts'
import type { Covered, LogScope } from '../../shared/auditing/covered.ts'
import { exportEntries, exportFormats, type ExportFormat } from '../../shared/auditing/export-entries.ts'
import { getChoices } from '../../shared/auditing/get-choices.ts'
import { listEntries } from '../../shared/auditing/list-entries.ts'
import { logReportPrint } from '../../shared/auditing/log-report-print.ts'
import type { HandingOut } from '../../shared/audit/handing-out.ts'
import { Split } from '../charting/split.tsx'
import { counted } from '../cloud/connection-words.ts'
import { ask, run } from '../kernel/holdfast.ts'
import { numberText } from '../kernel/pace-text.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { PrintFrame } from '../kernel/print.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import table from '../kernel/data-table.module.css'
import classes from './auditing.module.css'
import { EntriesList } from './entries-list.tsx'
import { EntryFilters } from './entry-filters.tsx'
import { coversText } from './covers-words.ts'
import type { Line } from './entry-text.ts'
import { HandOut } from './hand-out.tsx'
import { saidOf } from './said-of.ts'
import { OneEntry } from './one-entry.tsx'
import { PrintedEntries } from './printed-entries.tsx'
import { SavedReports } from './saved-reports.tsx'
import { chooseScope } from './scope-choice.tsx'
import { useEntries } from './use-entries.ts'
import { CoversButton } from './whole-log.tsx'

/** More is no report that anybody reads on paper. */
const onPaper = 1000

type Sheets = Readonly<{ lines: readonly Line[]; covers: Covered | null }>

/** A saved report of the other scope, until that is shown. */
let savedReport: EntryReport | null = null
function takeSaved(): EntryReport | null {
  const saved = savedReport
  savedReport = null
  return saved
}

/** Every entry, or only what left the workstation; and whichever is opened beside them. */
export function EntriesPanel({ disclosures, scope }: { disclosures: boolean; scope: LogScope }) {
  const fresh: EntryReport = { ...latestFirst, scope, filter: { ...everything, disclosures } }
  const [report, setReport] = useState(() => takeSaved() ?? fresh)
  const [opened, setOpened] = useState<number | null>(null)
  const [leaving, setLeaving] = useState<'file' | 'paper' | null>(null)
  const [sheets, setSheets] = useState<Sheets | null>(null)
  const choices = useAsk(getChoices, { scope })
  const entries = useEntries(report)
  const filterBy = (change: Partial<EntryFilter>) =>
    setReport((before) => ({ ...before, filter: { ...before.filter, ...change } }))
  const sortBy = (sort: EntrySort, descending: boolean) =>
    setReport((before) => ({ ...before, sort, descending }))
  const total = entries.total ?? 0
  // one of another scope is opened there
  const openSaved = (saved: EntryReport) => {
    savedReport = saved.scope === scope ? null : saved
    if (saved.scope === scope) setReport(saved)
    else chooseScope(saved.scope)
  }

  const toFile = async (handingOut: HandingOut, format: ExportFormat, encrypted: boolean) => {
    const { written } = await run(exportEntries, { ...report, handingOut, format, encrypted })
    return saidOf(written)
  }
  const toPaper = async (handingOut: HandingOut) => {
    const lines: Line[] = []
    for (let offset = 0; offset < Math.min(total, onPaper); offset += 200) {
      const part = await ask(listEntries, { ...report, upTo: entries.upTo, offset, limit: 200 })
      lines.push(...part.lines)
    }
    await run(logReportPrint, {
      scope,
      what: 'entries',
      patientId: report.filter.patientId,
      lines: lines.length,
      handingOut,
    })
    flushSync(() => {
      setLeaving(null)
      setSheets({ lines, covers: entries.covers })
    })
    globalThis.print()
    setSheets(null)
    return null
  }

  if (entries.error) return <Problem>{wordsFor(entries.error)}</Problem>
  return (
    <>
      <div className={`${classes['screen']} hf-no-print`}>
        <EntryFilters
          filter={report.filter}
          order={report}
          choices={choices.data}
          patient={
            entries.lines.find(({ patient }) => patient?.patientId === report.filter.patientId)?.patient ??
            null
          }
          onFilter={filterBy}
          onSort={sortBy}
          onClear={() => setReport(fresh)}
          tools={
            <>
              <SavedReports report={report} disclosures={disclosures} onOpen={openSaved} />
              <Button
                variant="default"
                leftSection={<IconFileExport size={14} />}
                disabled={total === 0}
                onClick={() => setLeaving('file')}
              >
                Export…
              </Button>
              <Button
                variant="default"
                leftSection={<IconPrinter size={14} />}
                disabled={total === 0}
                onClick={() => setLeaving('paper')}
              >
                Print…
              </Button>
            </>
          }
        />
        <p className={classes['count']} role="status">
          {entries.total === undefined && 'Reading the log…'}
          {entries.total !== undefined && counted(entries.total, 'entry', 'entries')}
          {entries.covers && coversText(entries.covers)}
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconRefresh size={12} />}
            onClick={entries.again}
          >
            Show what came since
          </Button>
          {scope === 'all' && entries.covers && <CoversButton covers={entries.covers} />}
        </p>
        <Split
          title={
            opened === null ? '' : `Entry ${numberText(opened)}${scope === 'all' ? ' of the practice' : ''}`
          }
          level={2}
          onClose={() => setOpened(null)}
          detail={
            opened === null ? null : <OneEntry key={opened} scope={scope} n={opened} onFilter={filterBy} />
          }
          list={
            total === 0 ? (
              entries.total === 0 && (
                <div className={table['empty']}>
                  {' '}
                  <Empty
                    title={
                      disclosures
                        ? `Nothing left ${scope === 'all' ? 'any' : 'this'} workstation`
                        : 'No entry fits'
                    }
                  >
                    {disclosures
                      ? 'Whatever is printed, copied or exported is listed: when, by whom, of which patient, and for whom where that was recorded.'
                      : 'Take a filter out, or choose a longer period.'}
                  </Empty>
                </div>
              )
            ) : (
              <EntriesList
                label={disclosures ? 'What left' : 'Entries'}
                entries={entries}
                report={report}
                narrow={opened !== null}
                opened={opened}
                onSort={sortBy}
                onOpen={setOpened}
              />
            )
          }
        />
      </div>
      {sheets && (
        <PrintFrame title={disclosures ? 'What left' : 'Audit log'}>
          <PrintedEntries {...sheets} total={total} report={report} choices={choices.data} />
        </PrintFrame>
      )}
      <HandOut
        opened={leaving !== null}
        title={leaving === 'file' ? 'Export these entries' : 'Print these entries'}
        lead={
          leaving === 'file'
            ? 'With the names of people and patients. What you choose here is recorded.'
            : total > onPaper
              ? `The first ${numberText(onPaper)} of ${numberText(total)}: narrow the list for the rest. What you choose here is recorded.`
              : 'With the names of people and patients. What you choose here is recorded.'
        }
        go={leaving === 'file' ? 'Choose a folder and write' : 'Print'}
        first={{ recipient: 'practice', purpose: 'review' }}
        formats={leaving === 'file' ? exportFormats : []}
        isFile={leaving === 'file'}
        onGo={leaving === 'file' ? toFile : toPaper}
        onDone={() => setLeaving(null)}
      />
    </>
  )
}
