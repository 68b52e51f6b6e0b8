/**
 * PouchDB with pouchdb-find, the store of HospitalRun, as somebody who knows it well would use it: LevelDB below, names
 * folded to small letters, an index for every way to ask, ranges instead of patterns.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { digitsOf, foldText } from '../../shared/kernel/fold.ts'
import type { SearchTerms } from '../../shared/patients/read-search.ts'
import type { Patient } from '../../shared/patients/patient.ts'
import { root } from '../proc.ts'

/** Exact, so that a run next year measures the same. */
export const packages = {
  pouchdb: '9.0.0',
  'pouchdb-find': '9.0.0',
  // the server a PouchDB is copied from: express-pouchdb and what it is mounted in
  express: '4.21.2',
  'express-pouchdb': '4.2.0',
}

type Range = { $gte: string; $lt: string }
type Selector = Readonly<Record<string, string | Range>>
type Find = { selector: Selector; limit: number; use_index: string }
type Query = Readonly<{ selector: Selector; use_index: Index }>
export type Pouch = {
  bulkDocs(docs: readonly object[]): Promise<unknown>
  createIndex(index: { index: { fields: readonly string[]; ddoc: string } }): Promise<unknown>
  find(query: Find): Promise<{ docs: { _id: string }[] }>
  info(): Promise<{ doc_count: number }>
  replicate: {
    from(url: string, options: { batch_size: number }): Promise<{ docs_written: number; ok: boolean }>
  }
  close(): Promise<void>
}
export type PouchStatic = {
  new (name: string): Pouch
  plugin(plugin: unknown): void
  /** PouchDB whose databases stand in a folder. */
  defaults(options: { prefix: string }): PouchStatic
}

export const peerFolder = join(root, 'out', 'bench', 'peer')

/** Installs it into a folder of its own, once. Null, and why, where it cannot be had. */
export function installPouch():
  { Pouch: PouchStatic; required: (name: string) => unknown } | { missing: string } {
  mkdirSync(peerFolder, { recursive: true })
  const wanted = JSON.stringify({ private: true, dependencies: packages })
  const manifest = join(peerFolder, 'package.json')
  const marker = join(peerFolder, 'installed.json')
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted) {
    writeFileSync(manifest, wanted)
    const args = ['install', '--no-audit', '--no-fund', '--loglevel=error']
    const installed = spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
      cwd: peerFolder,
      encoding: 'utf8',
      timeout: 180_000,
      shell: process.platform === 'win32',
    })
    if (installed.status !== 0)
      return {
        missing: `npm could not install it (${/npm error code (\w+)/.exec(installed.stderr)?.[1] ?? 'no answer'})`,
      }
    writeFileSync(marker, wanted)
  }
  // of the folder it was installed into
  const required = createRequire(manifest)
  try {
    const Pouch = required('pouchdb') as PouchStatic
    Pouch.plugin(required('pouchdb-find'))
    return { Pouch, required: (name) => required(name) as unknown }
  } catch {
    return { missing: 'it is installed and does not start' }
  }
}

/**
 * Where an index has more fields than are asked for, pouchdb-find reads the whole range and cuts it to the limit
 * afterwards, so every way to ask has its own.
 */
const indexes = {
  family: ['family'],
  given: ['given'],
  birth: ['birthDate'],
  familyAndGiven: ['family', 'given'],
  givenAndFamily: ['given', 'family'],
  birthAndFamily: ['birthDate', 'family'],
  birthAndGiven: ['birthDate', 'given'],
  familyAndBirth: ['family', 'birthDate'],
  givenAndBirth: ['given', 'birthDate'],
  mrn: ['mrn'],
  phone: ['phone'],
  local: ['phoneLocal'],
} as const
type Index = keyof typeof indexes

/** What a loaded database has. */
export const indexed = JSON.stringify(indexes)

/** Each is built when it is first asked; `say` hears which is next. */
export async function buildIndexes(pouch: Pouch, say: (what: string) => void): Promise<void> {
  for (const [name, fields] of Object.entries(indexes)) {
    say(name)
    await pouch.createIndex({ index: { fields, ddoc: name } })
    const selector = Object.fromEntries(fields.map((field) => [field, '-']))
    await pouch.find({ selector, limit: 1, use_index: name })
  }
}

/** A whole patient as a document. */
export function documentOf(patient: Patient): object {
  const phone = digitsOf(patient.phones[0]?.number ?? '').slice(-10)
  return {
    ...patient,
    _id: patient.id,
    written: { family: patient.family, given: patient.given },
    family: foldText(patient.family),
    given: foldText(patient.given),
    birthDate: patient.birthDate ?? '',
    mrn: patient.mrn.toLowerCase(),
    phone,
    phoneLocal: phone.slice(-7),
  }
}

const from = (text: string): Range => ({ $gte: text, $lt: `${text}\ufff0` })

/** What somebody typed, as the queries that answer it; the next where those before have not filled the list. */
export function queriesFor({ words, numbers, birthDate, birthYear }: SearchTerms): Query[] {
  const [number] = numbers
  const born = birthDate ?? (birthYear === null ? null : from(birthYear))
  const [first, ...others] = words
  const second = others.join(' ')
  if (first !== undefined && born !== null)
    return [
      { selector: { family: from(first), birthDate: born }, use_index: bornIndex(born, 'family') },
      { selector: { given: from(first), birthDate: born }, use_index: bornIndex(born, 'given') },
    ]
  if (first !== undefined && second === '')
    return [
      { selector: { family: from(first) }, use_index: 'family' },
      { selector: { given: from(first) }, use_index: 'given' },
    ]
  if (first !== undefined) return [both(first, second), both(second, first)]
  if (born !== null) return [{ selector: { birthDate: born }, use_index: 'birth' }]
  if (number === undefined) return []
  return [
    { selector: { mrn: from(number) }, use_index: 'mrn' },
    { selector: { phone: from(number) }, use_index: 'phone' },
    { selector: { phoneLocal: from(number) }, use_index: 'local' },
  ]
}

/** The longer of the two leaves fewer to look through. */
const both = (family: string, given: string): Query => ({
  selector: { family: from(family), given: from(given) },
  use_index: given.length > family.length ? 'givenAndFamily' : 'familyAndGiven',
})

function bornIndex(born: string | Range, name: 'family' | 'given'): Index {
  if (typeof born === 'string') return name === 'family' ? 'birthAndFamily' : 'birthAndGiven'
  return name === 'family' ? 'familyAndBirth' : 'givenAndBirth'
}

export async function findInPouch(
  pouch: Pouch,
  terms: readonly SearchTerms[],
  limit: number,
): Promise<number> {
  const found = new Set<string>()
  for (const query of terms.flatMap(queriesFor)) {
    const { docs } = await pouch.find({ ...query, limit })
    for (const { _id } of docs) found.add(_id)
    if (found.size >= limit) break
  }
  return found.size
}
