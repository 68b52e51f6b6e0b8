import { digitsOf } from '../../shared/kernel/fold.ts'
import type { SearchTerms } from '../../shared/patients/read-search.ts'
import type { Reader } from '../store/reader.ts'
import { lineColumns, type LineRow } from './patient-line.ts'

/** As much of a candidate as ranking needs. */
export type Candidate = { n: number; sortName: string; searchText: string; active: 0 | 1 }

// an expression is given as it stands: thousands a second need not become true and false first
const candidate = 'p.n, p.sortName, p.searchText, +p.active AS active'
/** The planner would take the whole row, found by its number. */
const ranked = 'patients p INDEXED BY patients_for_search'

/** One FTS5 term for each word: the word itself, its beginnings, or any of several spellings. */
export type WordMatch =
  Readonly<{ word: string; as: 'exact' | 'beginning' }> | Readonly<{ anyOf: readonly string[] }>

const quoted = (word: string) => `"${word.replaceAll('"', '')}"`
const expression = (matches: readonly WordMatch[]): string =>
  matches
    .map((match) =>
      'anyOf' in match
        ? `(${match.anyOf.map(quoted).join(' OR ')})`
        : `${quoted(match.word)}${match.as === 'beginning' ? '*' : ''}`,
    )
    .join(' AND ')

/** Candidates by names and whatever else is given, in no order; at most `limit`. */
export function candidatesBy(
  read: Reader,
  matches: readonly WordMatch[],
  terms: SearchTerms,
  limit: number,
): Candidate[] {
  if (matches.length > 0) {
    const [filters, values] = filtersOf(read, terms, '+s.rowid')
    return read.rows<Candidate>(
      `SELECT ${candidate} FROM patient_search s CROSS JOIN ${ranked} ON p.n = s.rowid
       WHERE patient_search MATCH ? ${filters.map((filter) => `AND ${filter}`).join(' ')} LIMIT ?`,
      expression(matches),
      ...values,
      limit,
    )
  }
  const [number, ...others] = terms.numbers
  if (number !== undefined) {
    const [rest, restValues] = filtersOf(read, { ...terms, numbers: others }, 'p.n')
    return read.rows<Candidate>(
      `SELECT DISTINCT ${candidate} FROM patient_number k CROSS JOIN ${ranked} ON p.n = k.n
       WHERE k.number >= ? AND k.number < ? ${rest.map((filter) => `AND ${filter}`).join(' ')} LIMIT ?`,
      number,
      `${number}\uffff`,
      ...restValues,
      limit,
    )
  }
  const born = bornOf(terms)
  if (!born) return []
  return read.rows<Candidate>(
    `SELECT ${candidate} FROM patients p WHERE ${born.sql('p.birthDate')} ORDER BY p.birthDate, p.sortName LIMIT ?`,
    ...born.values,
    limit,
  )
}

/** How many have all these words, and no further than `most`: much less work than to read them. */
export const countUpTo = (read: Reader, matches: readonly WordMatch[], most: number): number =>
  read.rows<{ found: number }>(
    'SELECT count(*) AS found FROM (SELECT 1 FROM patient_search WHERE patient_search MATCH ? LIMIT ?)',
    expression(matches),
    most,
  )[0]?.found ?? 0

/** The first of very many, in the order of names: those whose family name begins with one of the words. */
export function firstByName(
  read: Reader,
  family: string,
  matches: readonly WordMatch[],
  terms: SearchTerms,
  limit: number,
): Candidate[] {
  const [filters, values] = filtersOf(read, terms, 'p.n')
  return read.rows<Candidate>(
    `SELECT ${candidate} FROM patients p
     WHERE p.sortName >= ? AND p.sortName < ? ${filters.map((filter) => `AND ${filter}`).join(' ')}
       ${matches.length > 1 ? 'AND p.n IN (SELECT rowid FROM patient_search WHERE patient_search MATCH ?)' : ''}
     ORDER BY p.sortName LIMIT ?`,
    family,
    `${family}\uffff`,
    ...values,
    ...(matches.length > 1 ? [expression(matches)] : []),
    limit,
  )
}

type Born = Readonly<{ sql(column: string): string; values: readonly string[] }>

function bornOf({ birthDate, birthYear }: SearchTerms): Born | null {
  if (birthDate !== null) return { sql: (column) => `${column} = ?`, values: [birthDate] }
  if (birthYear === null) return null
  return {
    sql: (column) => `${column} >= ? AND ${column} < ?`,
    values: [birthYear, `${birthYear}~`],
  }
}

/** As many patients are first listed by a filter, and then looked up in the list; of more, each is looked at. */
const few = 2000

/**
 * What must hold beside the words. `row` is what the patient's number is called where the filters stand; of the word
 * index with a plus, or SQLite would ask the index for every number of a list by itself.
 */
function filtersOf(read: Reader, terms: SearchTerms, row: '+s.rowid' | 'p.n'): [string[], string[]] {
  const filters: string[] = []
  const values: string[] = []
  const born = bornOf(terms)
  if (born) {
    filters.push(`${row} IN (SELECT n FROM patients WHERE ${born.sql('birthDate')})`)
    values.push(...born.values)
  }
  for (const number of terms.numbers) {
    if (isFew(read, number)) {
      filters.push(`${row} IN (SELECT n FROM patient_number WHERE number >= ? AND number < ?)`)
      values.push(number, `${number}\uffff`)
    } else {
      // digits in a list of texts: each text begins behind a quotation mark, and nothing else does
      filters.push('instr(p.numbers, ?) > 0')
      values.push(`"${number}`)
    }
  }
  return [filters, values]
}

const isFew = (read: Reader, number: string): boolean =>
  (read.rows<{ found: number }>(
    `SELECT count(*) AS found FROM (SELECT 1 FROM patient_number WHERE number >= ? AND number < ? LIMIT ${few + 1})`,
    number,
    `${number}\uffff`,
  )[0]?.found ?? 0) <= few

/** Whole lines, in the order of the numbers given. */
export function linesOf(read: Reader, numbers: readonly number[]): LineRow[] {
  if (numbers.length === 0) return []
  const rows = read.rows<LineRow>(
    `SELECT ${lineColumns} FROM patients WHERE n IN (SELECT value FROM json_each(?))`,
    JSON.stringify(numbers),
  )
  const byNumber = new Map(rows.map((row) => [row.n, row]))
  return numbers.flatMap((n) => byNumber.get(n) ?? [])
}

/** Every phone of these patients, its last ten digits. */
export const phonesOf = (read: Reader, numbers: readonly number[]): Map<number, string[]> =>
  new Map(
    read
      .rows<{ n: number; phones: readonly { number: string }[] }>(
        'SELECT n, phones FROM patients WHERE n IN (SELECT value FROM json_each(?))',
        JSON.stringify(numbers),
      )
      .map(({ n, phones }) => [n, phones.map((phone) => digitsOf(phone.number).slice(-10))]),
  )

/** Every distinct word of a name that begins with a letter. */
export const nameVocabulary = (read: Reader): string[] =>
  read.rows<{ term: string }>('SELECT term FROM patient_word').map(({ term }) => term)
