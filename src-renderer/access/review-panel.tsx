/** Access reviews: that somebody looks, again and again, at what everybody may do. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { listPeople } from '../../shared/access/list-people.ts'
import { listReviews } from '../../shared/access/sign-off-review.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { daysBetween } from '../../shared/kernel/time.ts'
import { Split } from '../charting/split.tsx'
import { counted } from '../cloud/connection-words.ts'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { dateText, dateTimeText } from '../kernel/dates.ts'
import { useDraft } from '../kernel/draft.ts'
import { useMe } from '../kernel/me.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import { ReviewReport } from './review-report.tsx'
import { ReviewWalk, type Decisions } from './review-walk.tsx'

export type Review = OutputOf<typeof listReviews>['reviews'][number]

const decided = (review: Review, decision: Review['lines'][number]['decision']): number =>
  review.lines.filter((line) => line.decision === decision).length
const figure = (id: 'keep' | 'change' | 'end', head: string): Column<Review> => ({
  id,
  head,
  width: '90px',
  align: 'right',
  value: (row) => decided(row, id),
})
const columns: readonly Column<Review>[] = [
  { id: 'at', head: 'Signed', width: '170px', value: (row) => row.at, cell: (row) => dateTimeText(row.at) },
  { id: 'by', head: 'By', value: (row) => row.by.displayName },
  figure('keep', 'Kept'),
  figure('change', 'To change'),
  figure('end', 'Ended'),
]

export function ReviewPanel() {
  const draft = useDraft<Decisions>('access.review', '')
  const [begun, setBegun] = useState<boolean | null>(null)
  const [opened, setOpened] = useState<string | null>(null)
  const walking = begun ?? (draft.found !== null && draft.found !== undefined)
  if (draft.found === undefined) return null
  if (walking)
    return (
      <ReviewWalk
        draft={draft}
        onEnd={(reviewId) => {
          setBegun(false)
          setOpened(reviewId)
        }}
      />
    )
  return <Reviews opened={opened} onOpen={setOpened} onBegin={() => setBegun(true)} />
}

function Reviews({
  opened,
  onOpen,
  onBegin,
}: {
  opened: string | null
  onOpen(reviewId: string | null): void
  onBegin(): void
}) {
  const answer = useAsk(listReviews, {})
  const people = useAsk(listPeople, {}).data?.people
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  if (!answer.data || !people) return null
  const { reviews } = answer.data
  const review = reviews.find(({ reviewId }) => reviewId === opened)
  const alone = people.filter(({ state }) => state !== 'ended').length < 2
  return (
    <Split
      title={review ? `Access review of ${dateText(review.at)}` : ''}
      level={2}
      onClose={() => onOpen(null)}
      detail={review ? <ReviewReport review={review} /> : null}
      list={
        <div className={classes['list']}>
          <div className={`${classes['bar']} hf-no-print`}>
            <Since last={reviews[0] ?? null} />
            <Button data-push disabled={alone} onClick={onBegin}>
              Begin a review
            </Button>
          </div>
          <DataTable<Review>
            label="Access reviews"
            rows={reviews}
            columns={columns}
            rowKey={({ reviewId }) => reviewId}
            selected={opened}
            onOpen={({ reviewId }) => onOpen(reviewId)}
            patientId={null}
            empty={
              <Empty title={alone ? 'Nobody is here but you' : 'No review has been signed yet'}>
                {alone
                  ? 'Nobody reviews their own access. A review begins with the second person: invite them under People.'
                  : 'In a review somebody goes through everybody: what they may do is kept, changed or ended, and signed for. Twice a year is usual.'}
              </Empty>
            }
          />
        </div>
      }
    />
  )
}

function Since({ last }: { last: Review | null }) {
  const { today } = useMe()
  if (!last) return <span className={classes['dim']}>Access has not been reviewed yet.</span>
  const days = daysBetween(last.at.slice(0, 10), today)
  return (
    <span className={classes['dim']}>
      Last signed {days <= 0 ? 'today' : `${counted(days, 'day', 'days')} ago`}, by {last.by.displayName}.
    </span>
  )
}
