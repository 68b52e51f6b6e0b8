import type { Reader } from '../store/reader.ts'

/** What was done about somebody’s access, in no order. */
export const eventsAbout = (read: Reader, userId: string) =>
  read.all((sql) =>
    sql
      .selectFrom('accessEvents')
      .leftJoin('users', 'users.id', 'accessEvents.by')
      .select(['what', 'reason', 'checked', 'at', 'users.displayName as by'])
      .where('userId', '=', userId),
  )

/** By id, which is by time. */
export const lastReviews = (read: Reader, limit: number) =>
  read.all((sql) =>
    sql
      .selectFrom('accessReviews')
      .select(['id', 'reviewedBy', 'at', 'lines'])
      .orderBy('id', 'desc')
      .limit(limit),
  )
