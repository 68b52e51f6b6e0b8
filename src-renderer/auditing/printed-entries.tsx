import type { Covered } from '../../shared/auditing/covered.ts'
import type { EntryReport } from '../../shared/auditing/entry-line.ts'
import { wordsOfOutcome } from '../../shared/auditing/entry-words.ts'
import { dateText } from '../kernel/dates.ts'
import { numberText } from '../kernel/pace-text.ts'
import classes from './auditing.module.css'
import { missingText, stationLines } from './covers-words.ts'
import { columnsFor, sortWords } from './entry-columns.ts'
import type { Choices } from './entry-filters.tsx'
import type { Line } from './entry-text.ts'

type Props = Readonly<{
  lines: readonly Line[]
  covers: Covered | null
  total: number
  report: EntryReport
  choices: Choices
}>

/** On paper: what it covers, and every line whole. */
export function PrintedEntries({ lines, covers, total, report, choices }: Props) {
  const { filter, sort, descending } = report
  const columns = columnsFor(report)
  const who = choices?.people.find(({ userId }) => userId === filter.actor)?.name
  const said = [
    filter.from !== null && `from ${dateText(filter.from)}`,
    filter.to !== null && `to ${dateText(filter.to)}`,
    filter.actor !== null && `by ${who ?? 'the workstation itself'}`,
    filter.patientId !== null && 'about one patient',
    filter.outcome !== null && wordsOfOutcome(filter.outcome).toLowerCase(),
  ].filter(Boolean)
  return (
    <div className={classes['paper']}>
      <p>
        {numberText(lines.length)} of {numberText(total)} entries{said.length > 0 && `: ${said.join(', ')}`}.
        In the order of {sortWords[sort].toLowerCase()}, {descending ? 'last first' : 'first first'}.
      </p>
      {covers && (
        <>
          <p>
            {covers.scope === 'here'
              ? 'Of one computer of the practice only.'
              : 'Of all computers of the practice whose entries the cloud has.'}{' '}
            {missingText(covers)}
          </p>
          <ul>
            {stationLines(covers).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      <table>
        <thead>
          <tr>
            {columns.map(({ head }) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.n}>
              {columns.map(({ head, text }) => (
                <td key={head}>{text(line)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
