import { Button, TextInput } from '@mantine/core'
import { IconFileExport, IconPrinter } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import type { Covered } from '../../shared/auditing/covered.ts'
import { everything, latestFirst } from '../../shared/auditing/entry-line.ts'
import { exportEntries, type ExportFormat } from '../../shared/auditing/export-entries.ts'
import { getAccessReport, type AccessLine } from '../../shared/auditing/get-access-report.ts'
import type { HandingOut } from '../../shared/audit/handing-out.ts'
import { logReportPrint } from '../../shared/auditing/log-report-print.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { dateText, dateTimeText } from '../kernel/dates.ts'
import { run } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { Problem } from '../kernel/page.tsx'
import { PrintFrame } from '../kernel/print.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { accessText, forWhomText, isOut, staffText, timesText } from './access-words.ts'
import sheet from '../kernel/patient-sheet.module.css'
import classes from './auditing.module.css'
import { missingText, stationLines } from './covers-words.ts'
import { shortId } from './entry-text.ts'
import { GivenTable } from '../disclosures/given-table.tsx'
import { HandOut } from './hand-out.tsx'
import { saidOf } from './said-of.ts'
import { useScope } from './scope-choice.tsx'

type Report = OutputOf<typeof getAccessReport>

export function AccessReport({ patientId }: { patientId: string }) {
  const navigate = useNavigate()
  const scope = useScope()
  const [{ from, to }, setPeriod] = useState<{ from: string | null; to: string | null }>({
    from: null,
    to: null,
  })
  const [leaving, setLeaving] = useState<'paper' | 'file' | null>(null)
  const { data: report, error } = useAsk(getAccessReport, { scope, patientId, from, to }, { gcTime: 0 })
  const print = async (handingOut: HandingOut) => {
    await run(logReportPrint, {
      scope,
      what: 'access-report',
      patientId,
      lines: report?.lines.length ?? 0,
      handingOut,
    })
    flushSync(() => setLeaving(null))
    globalThis.print()
    return null
  }
  const write = async (handingOut: HandingOut, _format: ExportFormat, encrypted: boolean) => {
    const filter = { ...everything, patientId, from, to }
    const { written } = await run(exportEntries, {
      ...latestFirst,
      scope,
      filter,
      handingOut,
      format: 'fhir',
      encrypted,
    })
    return saidOf(written)
  }
  const whose = report?.patient.name ?? 'the patient'
  const dayOf = (value: string) => (value === '' ? null : value)
  return (
    <div className={`${sheet['screen']} ${classes['reportScreen']}`}>
      <div className={`${classes['row']} hf-no-print`}>
        <TextInput
          type="date"
          label="From"
          value={from ?? ''}
          onChange={({ currentTarget }) => setPeriod({ to, from: dayOf(currentTarget.value) })}
        />
        <TextInput
          type="date"
          label="To"
          value={to ?? ''}
          onChange={({ currentTarget }) => setPeriod({ from, to: dayOf(currentTarget.value) })}
        />
        <div className={classes['tools']}>
          <Button variant="subtle" onClick={() => void navigate({ to: '/audit/patient' })}>
            Another patient
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileExport size={14} />}
            disabled={!report}
            onClick={() => setLeaving('file')}
          >
            For another system…
          </Button>
          <Button
            variant="default"
            leftSection={<IconPrinter size={14} />}
            disabled={!report}
            onClick={() => setLeaving('paper')}
          >
            Print…
          </Button>
        </div>
      </div>
      {error ? <Problem>{wordsFor(error)}</Problem> : report && <Sheet report={report} from={from} to={to} />}
      <HandOut
        opened={leaving !== null}
        title={leaving === 'file' ? 'Who saw this chart, for another system' : 'Print who saw this chart'}
        lead={
          leaving === 'file'
            ? `Every entry about ${whose}, refused ones too, as FHIR AuditEvent (NDJSON) with names. What you choose here is recorded.`
            : `The report about ${whose}. To keep it as a PDF, choose that in the print dialog. What you choose here is recorded.`
        }
        go={leaving === 'file' ? 'Choose a folder and write' : 'Print'}
        first={{ recipient: 'patient', purpose: 'request' }}
        isFile={leaving === 'file'}
        onGo={leaving === 'file' ? write : print}
        onDone={() => setLeaving(null)}
      />
    </div>
  )
}

function Sheet({ report, from, to }: { report: Report; from: string | null; to: string | null }) {
  const { patient, practiceName, lines } = report
  const out = lines.filter(isOut)
  const seen = lines.filter((line) => !isOut(line))
  const where = report.covers.scope === 'all' ? 'the computers above' : 'this computer'
  return (
    <PrintFrame title="Who saw your data" subject={`${patient.name}, MRN ${patient.mrn}`}>
      <article
        className={`${sheet['sheet']} ${classes['sheet']}`}
        tabIndex={0}
        aria-label="Who saw your data"
      >
        <h2>Who saw your data</h2>
        <p className={sheet['whose']}>
          {patient.name || 'No name'}, born {dateText(patient.birthDate) || '(not recorded)'}, record number{' '}
          {patient.mrn}
        </p>
        <p>
          This is what people of {practiceName} did with your data{from && ` from ${dateText(from)}`}
          {to && ` up to ${dateText(to)}`}. Everybody is named as they are called today; days and times in the
          lists are those of the practice.
        </p>
        <div className={classes['covers']}>
          <h3>What this report covers</h3>
          <ul>
            <CoveredLines covers={report.covers} practiceName={practiceName} />
            <li>
              Why somebody looked is not written down. Lists in which you were one of many, and attempts that
              were refused, are not in it.
            </li>
          </ul>
        </div>
        <h3>Who looked at your data, or changed it</h3>
        <Lines
          lines={seen}
          withWhy={false}
          none={`Nobody in this time, at ${where}.`}
          label="Who looked or changed"
        />
        <h3>What was printed, copied or taken out</h3>
        <Lines lines={out} withWhy none={`Nothing in this time, at ${where}.`} label="What left" />
        <h3>To whom your data was given</h3>
        <GivenTable
          lines={report.given}
          none="Nothing of it is written down in this time."
          label="To whom it was given"
        />
        {report.told.length > 0 && (
          <>
            <h3>Who else was told of a change you asked for</h3>
            <table aria-label="Who was told">
              <thead>
                <tr>
                  <th scope="col">Day</th>
                  <th scope="col">Who</th>
                  <th scope="col">Whom they told, and how</th>
                </tr>
              </thead>
              <tbody>
                {report.told.map(({ day, who, words }) => (
                  <tr key={day + words}>
                    <td>{dateText(day)}</td>
                    <td>{who ?? 'Somebody whose name this computer does not have'}</td>
                    <td>{words}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
        {report.more && <p>There is more than one report can hold: choose a shorter time.</p>}
        <p className={classes['dim']}>Made {dateTimeText(report.madeAt)}.</p>
      </article>
    </PrintFrame>
  )
}

/** Which computers it is about, from when, and up to when each. */
function CoveredLines({ covers, practiceName }: { covers: Covered; practiceName: string }) {
  const [own] = covers.stations
  if (covers.scope === 'here')
    return (
      <>
        <li>
          <b>One computer only:</b> workstation {shortId(own?.workstation ?? '')} of {practiceName}. What was
          done at other computers of the practice is not in it; ask for their reports too.
        </li>
        <li>
          {own?.since
            ? `It goes back to ${dateText(own.since)}. What was done here before is no longer kept on this computer.`
            : 'Nothing has been recorded on this computer yet.'}
        </li>
      </>
    )
  return (
    <>
      <li>
        <b>
          {covers.stations.length === 1 ? 'The one computer' : `All ${covers.stations.length} computers`} of{' '}
          {practiceName}
        </b>{' '}
        that have sent their records:
        <ul>
          {stationLines(covers).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </li>
      <li>{missingText(covers)}</li>
    </>
  )
}

function Lines({
  lines,
  none,
  label,
  withWhy,
}: {
  lines: readonly AccessLine[]
  none: string
  label: string
  /** For whom and why is known only of what left. */
  withWhy: boolean
}) {
  const zone = useMe().timeZone
  if (lines.length === 0) return <p className={classes['dim']}>{none}</p>
  return (
    <table aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">When</th>
          {withWhy && <th scope="col">For whom and why</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a line has no id, and the list is shown whole
          <tr key={index}>
            <td>{line.day === lines[index - 1]?.day ? '' : dateText(line.day)}</td>
            <td>{staffText(line)}</td>
            <td>{accessText(line)}</td>
            <td>{timesText(line, zone)}</td>
            {withWhy && <td>{forWhomText(line)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
