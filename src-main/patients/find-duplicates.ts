import type { OutputOf } from '../../shared/kernel/contract.ts'
import { digitsOf, foldText, foldWords } from '../../shared/kernel/fold.ts'
import { findDuplicates } from '../../shared/patients/find-duplicates.ts'
import { answer } from '../pipeline/handle.ts'
import type { Session } from '../pipeline/session.ts'
import type { Reader } from '../store/reader.ts'
import { editDistance, namesAlike } from './alike.ts'
import { candidatesBy, linesOf, phonesOf, type WordMatch } from './find-patients.sql.ts'
import { linesFor, type LineRow } from './patient-line.ts'

type Candidate = OutputOf<typeof findDuplicates>['candidates'][number]
type Asked = Readonly<{
  family: string
  given: string
  birthDate: string | null
  phones: readonly string[]
  except: string | null
}>

export const findDuplicatesHandler = answer(findDuplicates, (read, input, _ctx, session) => ({
  candidates: duplicatesOf(read, session, input),
}))

/** Who may be the same person, the surest first. `sure` is same name and birth date: then one must say it is not. */
export function duplicatesOf(read: Reader, session: Session, asked: Asked): Candidate[] {
  const family = foldText(asked.family)
  const given = foldWords(asked.given)[0] ?? ''
  const phones = asked.phones
    .map((phone) => digitsOf(phone).slice(-10))
    .filter((digits) => digits.length === 10)
  const none = { words: [], numbers: [], birthDate: null, birthYear: null }
  const numbers = new Set<number>()
  const take = (found: readonly { n: number }[]) => {
    for (const { n } of found) numbers.add(n)
  }

  if (family.length >= 2 && given.length >= 2) {
    const near = (word: string): WordMatch => {
      const spellings = namesAlike(session, word, 12)
      return spellings.length > 0 ? { anyOf: [word, ...spellings] } : { word, as: 'exact' }
    }
    take(candidatesBy(read, [...foldWords(asked.family).map(near), near(given)], none, 100))
  }
  if (asked.birthDate !== null && asked.birthDate.length === 10 && (family.length >= 2 || given.length >= 2))
    take(candidatesBy(read, [], { ...none, birthDate: asked.birthDate }, 200))
  for (const phone of phones) take(candidatesBy(read, [], { ...none, numbers: [phone] }, 20))

  const theirs = phonesOf(read, [...numbers])
  const rows = linesOf(read, [...numbers]).filter((row) => row.id !== asked.except)
  const lineOf = linesFor(session, rows)
  return rows
    .map((row) => {
      const { because, sure, score } = judge(row, theirs.get(row.n) ?? [], {
        family,
        given,
        birthDate: asked.birthDate,
        phones,
      })
      return { candidate: { ...lineOf(row), because, sure }, score }
    })
    .filter(({ score }) => score >= 3)
    .sort((a, b) => b.score - a.score)
    .slice(0, 8)
    .map(({ candidate }) => candidate)
}

/** Name 3, similar name 2, birth date 2, phone 1: three and more is worth a look. */
function judge(
  row: LineRow,
  phones: readonly string[],
  asked: { family: string; given: string; birthDate: string | null; phones: readonly string[] },
): Pick<Candidate, 'because' | 'sure'> & { score: number } {
  const because: Candidate['because'] = []
  const family = foldText(row.family)
  const given = foldWords(row.given)[0] ?? ''
  const sameName = family === asked.family && given === asked.given
  const similar =
    !sameName && editDistance(family, asked.family, 2) <= 2 && editDistance(given, asked.given, 2) <= 2
  const swapped = !sameName && family === asked.given && given === asked.family
  const sameBirth = asked.birthDate !== null && row.birthDate === asked.birthDate
  const samePhone = phones.some((phone) => asked.phones.includes(phone))
  if (sameName) because.push('name')
  if (similar || swapped) because.push('similar-name')
  if (sameBirth) because.push('birth-date')
  if (samePhone) because.push('phone')
  const score =
    Number(sameName) * 3 + Number(similar || swapped) * 2 + Number(sameBirth) * 2 + Number(samePhone)
  return { because, sure: sameName && sameBirth, score }
}
