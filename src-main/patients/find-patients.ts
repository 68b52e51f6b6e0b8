import type { Context } from '../../shared/kernel/context.ts'
import type { OutputOf, ParsedInputOf } from '../../shared/kernel/contract.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { readSearch, type SearchTerms } from '../../shared/patients/read-search.ts'
import { answer } from '../pipeline/handle.ts'
import type { Session } from '../pipeline/session.ts'
import type { Reader } from '../store/reader.ts'
import { namesAlike } from './alike.ts'
import {
  candidatesBy,
  countUpTo,
  firstByName,
  linesOf,
  type Candidate,
  type WordMatch,
} from './find-patients.sql.ts'
import { linesFor } from './patient-line.ts'

type Match = 'exact' | 'beginning' | 'alike'

/** So many are ranked one by one; of more, the first by name are shown. */
const many = 200

export const findPatientsHandler = answer(findPatients, (...asked) => searchPatients(...asked))

/** The same for whoever may see less of those who are found. */
export function searchPatients(
  read: Reader,
  { text, limit }: ParsedInputOf<typeof findPatients>,
  ctx: Context,
  session: Session,
): OutputOf<typeof findPatients> {
  const found = new Map<number, Match>()
  let more = false
  for (const terms of readSearch(text, dayIn('UTC', Date.parse(ctx.now)))) {
    more = search(read, session, terms, limit, found) || more
    if (found.size > limit) break
  }
  const shown = [...found].slice(0, limit)
  const lines = linesOf(
    read,
    shown.map(([n]) => n),
  )
  const lineOf = linesFor(session, lines)
  return {
    lines: lines.map((row) => ({ ...lineOf(row), match: found.get(row.n) ?? 'beginning' })),
    more: more || found.size > limit,
  }
}

/** Adds to `found` in the order they are shown. True where there are more than were looked at. */
function search(
  read: Reader,
  session: Session,
  terms: SearchTerms,
  limit: number,
  found: Map<number, Match>,
): boolean {
  const add = (candidates: readonly Candidate[], match: Match) => {
    for (const { n } of candidates) if (!found.has(n)) found.set(n, match)
  }
  if (terms.words.length === 0) {
    const candidates = candidatesBy(read, [], terms, many)
    add(candidates.sort(byName), terms.numbers.length > 0 ? 'beginning' : 'exact')
    return candidates.length === many
  }
  const exact = candidatesBy(read, asWords(terms, 'exact'), terms, many)
  add(familyThenName(exact, terms), 'exact')
  if (found.size > limit) return true

  const beginnings = asWords(terms, 'beginning')
  const byFirstNames = (): boolean => {
    for (const word of terms.words) {
      add(firstByName(read, word, beginnings, terms, limit + 1), 'beginning')
      if (found.size > limit) return true
    }
    return false
  }
  // words alone are counted before they are read: one letter is in most names
  const crowded = wordsAlone(terms) && countUpTo(read, beginnings, many) === many
  if (crowded && byFirstNames()) return true
  const candidates = candidatesBy(read, beginnings, terms, many)
  if (candidates.length === many) {
    if (!crowded && byFirstNames()) return true
    add(familyThenName(candidates, terms), 'beginning')
    return true
  }
  add(familyThenName(candidates, terms), 'beginning')
  if (found.size < 5) add(alike(read, session, terms), 'alike')
  return false
}

const wordsAlone = ({ numbers, birthDate, birthYear }: SearchTerms): boolean =>
  numbers.length === 0 && birthDate === null && birthYear === null

const asWords = (terms: SearchTerms, as: 'exact' | 'beginning'): WordMatch[] =>
  terms.words.map((word) => ({ word, as }))

/** With other spellings for every word that may be misspelt. */
function alike(read: Reader, session: Session, terms: SearchTerms): Candidate[] {
  const matches = terms.words.map((word): WordMatch => {
    const spellings = namesAlike(session, word, 24)
    return spellings.length > 0 ? { anyOf: spellings } : { word, as: 'beginning' }
  })
  if (!matches.some((match) => 'anyOf' in match)) return []
  const nearness = new Map(
    matches.flatMap((match) => ('anyOf' in match ? match.anyOf.map((word, at) => [word, at] as const) : [])),
  )
  return candidatesBy(read, matches, terms, many)
    .map((candidate) => {
      const words = candidate.searchText.split(' ')
      return { candidate, rank: Math.min(...words.map((word) => nearness.get(word) ?? 99)) }
    })
    .sort((a, b) => a.rank - b.rank || byName(a.candidate, b.candidate))
    .map(({ candidate }) => candidate)
}

/** Active patients first, then by name. */
const byName = (a: Candidate, b: Candidate): number =>
  b.active - a.active || (a.sortName < b.sortName ? -1 : a.sortName > b.sortName ? 1 : a.n - b.n)

/** Who has one of the words as a family name comes before who has it as another name. */
function familyThenName(candidates: readonly Candidate[], terms: SearchTerms): Candidate[] {
  const [families, others]: [Candidate[], Candidate[]] = [[], []]
  for (const candidate of candidates) {
    const isFamily = terms.words.some((word) => candidate.sortName.startsWith(word))
    if (isFamily) families.push(candidate)
    else others.push(candidate)
  }
  return [...families.sort(byName), ...others.sort(byName)]
}
