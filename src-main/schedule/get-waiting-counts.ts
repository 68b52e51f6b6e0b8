import { minuteOf } from '../../shared/schedule/appointment.ts'
import { getWaitingCounts } from '../../shared/schedule/get-waiting-counts.ts'
import { openOffers } from '../../shared/schedule/match-waitlist.ts'
import { todayAt } from '../access/administering.ts'
import { answer } from '../pipeline/handle.ts'
import { countRecallsDue } from './recalls.sql.ts'
import { countOpenReplies } from './reminders.sql.ts'
import { offersOfWaiting } from './waitlist.sql.ts'

export const getWaitingCountsHandler = answer(getWaitingCounts, (read, _input, ctx) => {
  const now = minuteOf(ctx.now)
  return {
    offers: offersOfWaiting(read).filter((entry) =>
      openOffers(entry).some(({ startsAt }) => minuteOf(startsAt) > now),
    ).length,
    recalls: countRecallsDue(read, todayAt(read, ctx)),
    replies: countOpenReplies(read),
  }
})
