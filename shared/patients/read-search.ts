import { digitsOf, foldWords } from '../kernel/fold.ts'
import { readTypedDate } from '../kernel/typed-date.ts'

/** What somebody typed to find a patient, taken apart. All that is given must hold. */
export type SearchTerms = Readonly<{
  /** Beginnings of names, folded. */
  words: readonly string[]
  /** Digits of a phone or record number. */
  numbers: readonly string[]
  birthDate: string | null
  /** Only the year of birth. */
  birthYear: string | null
}>

const monthName = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
const dates = new RegExp(
  [
    '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}',
    '\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}',
    `\\d{1,2}[\\s-]+${monthName}\\.?,?[\\s-]+\\d{2,4}`,
    `${monthName}\\.?[\\s-]+\\d{1,2}(?:st|nd|rd|th)?,?[\\s-]+\\d{2,4}`,
  ].join('|'),
  'i',
)

/**
 * The ways a text may be meant, the likeliest first: `02291980` is a birth date, but might be part of a number, and
 * `1980` a year, or the end of a phone number.
 */
export function readSearch(text: string, today: string): SearchTerms[] {
  const written = dates.exec(text)
  const date = written && readTypedDate(written[0], today, 'past')
  const rest = date ? text.replace(written[0], ' ') : text
  const pieces = joinPhone(rest)
    .split(/[\s,;]+/)
    .filter((piece) => piece !== '')
  const isNumber = (piece: string) => /\d/.test(piece) && /^[\d()+.\-/]+$/.test(piece)
  const numbers = pieces
    .filter(isNumber)
    .map(digitsOf)
    .filter((digits) => digits !== '')
  const mixed = pieces.filter((piece) => !isNumber(piece))
  const words = mixed.flatMap((piece) => foldWords(piece))
  const plain: SearchTerms = { words, numbers, birthDate: date, birthYear: null }
  if (date || numbers.length !== 1) return [plain]

  const [digits = ''] = numbers
  const meant = /^\d{6}$|^\d{8}$/.test(digits) ? readTypedDate(digits, today, 'past') : null
  if (meant !== null && meant <= today) return [{ ...plain, numbers: [], birthDate: meant }, plain]
  const year = /^(18|19|20)\d{2}$/.test(digits) && digits <= today.slice(0, 4)
  return year ? [{ ...plain, numbers: [], birthYear: digits }, plain] : [plain]
}

/** `(617) 555-0142`, `617 555 0142` and `555 0142` become one piece. */
const joinPhone = (text: string): string =>
  text
    .replace(/\(?\b(\d{3})\)?[\s.-]+(\d{3})[\s.-]+(\d{4})\b/g, '$1$2$3')
    .replace(/\b(\d{3})[\s.-]+(\d{4})\b/g, '$1$2')
