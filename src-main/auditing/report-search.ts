/** A report as the log is searched for it. */
import { disclosing, wordsOfAction } from '../../shared/auditing/action-words.ts'
import type { EntryFilter, EntryReport } from '../../shared/auditing/entry-line.ts'
import { wordsOfCategory, wordsOfOutcome } from '../../shared/auditing/entry-words.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { foldText } from '../../shared/kernel/fold.ts'
import { addDays, startOfDay } from '../../shared/kernel/time.ts'
import type { WordField } from '../audit/log-stretch.ts'
import type { Labels, Search } from '../audit/search-log.ts'
import { practiceOf } from '../store/people.sql.ts'
import type { Reader } from '../store/reader.ts'
import { peopleNames } from './named-lines.ts'
import { sortNamesBy } from './names.sql.ts'

export type Period = Readonly<{ from: string | null; before: string | null }>

/** Days of the practice, the last included, as instants. Throws `audit.period`. */
export function periodOf(read: Reader, { from, to }: Pick<EntryFilter, 'from' | 'to'>): Period {
  if (from !== null && to !== null && from > to) throw new AppError('Invalid', 'audit.period')
  const practice = practiceOf(read)
  must(practice, 'practice.missing')
  const { timeZone } = practice
  return {
    from: from && startOfDay(timeZone, from),
    before: to && startOfDay(timeZone, addDays(to, 1)),
  }
}

/** Throws `audit.period`. */
export function searchFor(
  read: Reader,
  { filter, sort, descending }: EntryReport,
  upTo: number | null,
): Search {
  const { actor, patientId, action, category, outcome, reason, workstation, session } = filter
  const given = { actor, subject: patientId, category, outcome, reason, workstation, session }
  const words = new Map<WordField, readonly (string | null)[]>()
  for (const [field, word] of Object.entries(given))
    if (word !== null) words.set(field as WordField, [word === '' ? null : word])
  const actions = filter.disclosures
    ? disclosing.filter((each) => action === null || each === action)
    : action === null
      ? null
      : [action]
  if (actions) words.set('action', actions)
  return { ...periodOf(read, filter), words, op: filter.op, sort, descending, upTo }
}

/** Whoever is not known here comes after everybody who is. */
const unknown = '\u{10ffff}'

/** People, patients and acts are in the order of what they are called. */
export const labelsOf =
  (read: Reader): Labels =>
  (field, words) => {
    if (field === 'actor') {
      const names = peopleNames(read)
      return new Map(words.map((id) => [id, names.has(id) ? foldText(names.get(id) ?? '') : unknown + id]))
    }
    if (field === 'subject') {
      const names = new Map(sortNamesBy(read, words).map(({ id, sortName }) => [id, sortName]))
      return new Map(words.map((id) => [id, names.get(id) ?? unknown + id]))
    }
    const called = { action: wordsOfAction, category: wordsOfCategory, outcome: wordsOfOutcome }
    if (field !== 'action' && field !== 'category' && field !== 'outcome') return new Map()
    return new Map(words.map((word) => [word, foldText(called[field](word))]))
  }
