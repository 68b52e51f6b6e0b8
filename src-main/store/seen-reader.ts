/** The store as somebody sees it who may not see every kind of data: what is kept from them is in no row that any statement gives. */
import { records } from '../../shared/catalog.ts'
import { must } from '../../shared/kernel/errors.ts'
import type { SensitiveKind } from '../../shared/kernel/sensitivity.ts'
import { Reader, type Parameter } from './reader.ts'

/** What is kept from whom. `from`: their id, null for what is for everybody's eyes, as paper. */
export type Withheld = Readonly<{ kinds: readonly SensitiveKind[]; from: string | null }>

/** Tables whose rows say which kinds they are of. */
export const sensitiveTables: readonly string[] = Object.values(records)
  .filter(({ row }) => 'sensitivity' in row.shape)
  .map(({ table }) => table)

/** Tables whose rows are of no kind of their own, and of that of the entry they are about. */
const goWithTheirEntry = ['conflicts', 'amendments', 'amendmentActs'] as const

/** The lines of sensitive_entry that keep their entry from them; for `WHERE`, where it is called `s`. */
export function withheldLines({ kinds, from }: Withheld): string {
  must(kinds.length > 0 && (from === null || /^[\w-]{1,80}$/.test(from)), 'seen.withheld')
  const own = from === null ? '' : ` AND s.author IS NOT '${from}'`
  return `s.kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')})${own}`
}

/**
 * Reads as Reader does. In every statement the tables of a chart are their rows without those withheld, by common table expressions of the
 * same names: SQLite folds these into the statement, so that the same indexes serve it.
 */
export class SeenReader extends Reader {
  readonly withheld: Withheld
  readonly #lines: string
  readonly #seen = new Map<string, string>()

  constructor({ db, shared }: Pick<Reader, 'db' | 'shared'>, withheld: Withheld) {
    super(db, shared)
    this.withheld = withheld
    this.#lines = withheldLines(withheld)
  }

  override rows<Row>(sql: string, ...parameters: Parameter[]): Row[] {
    return super.rows<Row>(this.#asSeen(sql), ...parameters)
  }

  #asSeen(sql: string): string {
    const known = this.#seen.get(sql)
    if (known !== undefined) return known
    const made = asSeen(sql, this.#lines)
    this.#seen.set(sql, made)
    return made
  }
}

/** `lines`: as withheldLines. */
export function asSeen(sql: string, lines: string): string {
  let text = sql
  const tables: string[] = []
  for (const table of [...sensitiveTables, ...goWithTheirEntry]) {
    if (!new RegExp(`\\b${table}\\b`).test(text)) continue
    // an index that is named belongs to the table itself
    const hint = new RegExp(`\\b${table}(\\s+INDEXED BY \\w+)`).exec(text)?.[1] ?? ''
    if (hint !== '') text = text.replaceAll(hint, '')
    tables.push(`${table} AS (SELECT * FROM main.${table} t${hint} WHERE ${seenOf(table, lines)})`)
  }
  if (tables.length === 0) return sql
  const [, begun = '', rest = text] = /^(\s*WITH\s+)([\s\S]*)$/i.exec(text) ?? []
  return `WITH ${tables.join(', ')}${begun === '' ? ' ' : ', '}${rest}`
}

function seenOf(table: string, lines: string): string {
  const none = (id: string) => `NOT EXISTS (SELECT 1 FROM sensitive_entry s WHERE s.id = ${id} AND ${lines})`
  // of one entry there are what it says and what it came in, and two versions of it
  // what a patient asks to be amended of an entry says what the entry says
  if (table === 'amendments') return `(t.entryId IS NULL OR ${none('t.entryId')})`
  if (table === 'amendmentActs')
    return `NOT EXISTS (SELECT 1 FROM main.amendments a JOIN sensitive_entry s ON s.id = a.entryId WHERE a.id = t.amendmentId AND ${lines})`
  if (table === 'conflicts') return `${none('t.id')} AND ${none('t.entityId')}`
  if (table === 'originals') return `${none('t.id')} AND (t.replacedBy IS NULL OR ${none('t.replacedBy')})`
  return `(t.sensitivity IS NULL OR ${none('t.id')})`
}
