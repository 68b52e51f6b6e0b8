/** To whom a patient's data was given, in words for them. */
import type { AccountedLine } from '../../shared/disclosures/disclosure-view.ts'
import { wayWords } from '../../shared/disclosures/way-words.ts'
import { dateText } from '../kernel/dates.ts'
import classes from './disclosures.module.css'
import { toYou, whyYou } from './given-words.ts'

type Props = Readonly<{
  lines: readonly AccountedLine[]
  /** What is said where there are none. */
  none: string
  label: string
}>

export function GivenTable({ lines, none, label }: Props) {
  if (lines.length === 0) return <p className={classes['dim']}>{none}</p>
  return (
    <table className={classes['given']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">To whom</th>
          <th scope="col">What</th>
          <th scope="col">Why</th>
          <th scope="col">How</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.disclosureId}>
            <td>{dateText(line.day)}</td>
            <td>
              {line.recipientName || toYou[line.recipient]}
              {line.recipientName && <small>{toYou[line.recipient]}</small>}
              {line.recipientAddress && <small>{line.recipientAddress}</small>}
            </td>
            <td>
              {line.what}
              {line.corrected && <small>Corrected since it was first written down.</small>}
            </td>
            <td>{[whyYou[line.purpose], line.purposeText].filter(Boolean).join(' ')}</td>
            <td>{wayWords[line.how]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
