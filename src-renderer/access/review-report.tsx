import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { listPeople } from '../../shared/access/list-people.ts'
import type { ReviewDecision } from '../../shared/access/access-review.ts'
import { dateTimeText } from '../kernel/dates.ts'
import { printPage, PrintFrame } from '../kernel/print.tsx'
import { useAsk } from '../kernel/queries.ts'
import classes from './administration.module.css'
import paper from './review.module.css'
import type { Review } from './review-panel.tsx'

export const decisionWords: Readonly<Record<ReviewDecision, string>> = {
  keep: 'Kept',
  change: 'To be changed',
  end: 'Ended',
}

/** What was decided about everybody, as it stood when it was signed; for a screen and for paper. */
export function ReviewReport({ review }: { review: Review }) {
  const signer = useAsk(listPeople, {}).data?.people.find(({ userId }) => userId === review.by.userId)
  const lines = review.lines.toSorted((a, b) => a.displayName.localeCompare(b.displayName, 'en'))
  return (
    <PrintFrame title="Access review">
      <p>
        Signed {dateTimeText(review.at)} by {review.by.displayName}
        {signer && ` (${signer.username})`}.
      </p>
      <p className={classes['dim']}>
        Their own access is not in it: nobody decides about themselves. It waits for a review by somebody
        else.
      </p>
      <table className={paper['report']}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Had</th>
            <th scope="col">Decision</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ userId, displayName, held, decision, note }) => (
            <tr key={userId}>
              <th scope="row">{displayName}</th>
              <td>{held.join(', ')}</td>
              <td>
                {decisionWords[decision]}
                {note && <small>{note}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={`${classes['buttons']} hf-no-print`}>
        <Button
          variant="default"
          leftSection={<IconPrinter size={14} />}
          onClick={() => void printPage('access-review', null)}
        >
          Print the report
        </Button>
      </div>
    </PrintFrame>
  )
}
