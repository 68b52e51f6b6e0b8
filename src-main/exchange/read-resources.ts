/** Reads the files of an import, one resource after the other, each with its exact bytes and where it stands. */
import type { ReasonCode } from '../../shared/exchange/refusal.ts'
import { largestResource } from '../../shared/exchange/original.ts'
import { piecesOf, type SourceFile } from './find-files.ts'
import { JsonScanner, type Form, type Found } from './scan-json.ts'
import { LineSplitter } from './split-lines.ts'

/** A resource as it stands in its file. Where there is a fault there are no bytes to read. */
export type Raw = Readonly<{
  line: number
  /** Its place: `Bundle.entry[3].resource`, `[3]` in a list; empty where the file or line is the resource. */
  path: string
  bytes: Buffer | null
  fault: ReasonCode | null
  /** Of the entry it is in. */
  fullUrl: string
  /** What the Bundle it came in calls its entries. */
  bundle: ReadonlyMap<string, string> | null
  /** How much of the file on disk has been read by now. */
  read: number
}>

export type Reading = AsyncGenerator<Raw, 'fhir' | 'not-fhir'>

/** A file up to this size is looked at once, in memory; a larger one twice, in pieces. */
const smallFile = 16 * 1024 * 1024

/** Throws where the disk does; a compressed file that is damaged ends with a fault instead. */
export async function* readResources(file: SourceFile): Reading {
  if (file.form === 'lines') return yield* readLines(file)
  const small = await readSmall(file)
  if (small.bytes) return yield* readSmallJson(file, small.bytes, small.read, small.fault)
  const survey = new JsonScanner(false)
  const names = new Map<string, string>()
  for await (const piece of withoutFault(file)) {
    if (typeof piece === 'string') break
    for (const found of survey.push(withoutMark(piece.piece, piece.first))) noteName(names, found)
  }
  return yield* readLargeJson(file, survey.form, names)
}

/** Every line is a resource by itself: one that cannot be read harms no other. */
async function* readLines(file: SourceFile): Reading {
  const splitter = new LineSplitter()
  let last = { line: 0, read: 0 }
  for await (const piece of withoutFault(file)) {
    if (typeof piece === 'string') {
      yield faulty(last.line + 1, piece, last.read)
      return 'fhir'
    }
    for (const { line, bytes } of splitter.push(withoutMark(piece.piece, piece.first))) {
      last = { line, read: piece.read }
      yield* lineOf(line, bytes, piece.read)
    }
    last = { ...last, read: piece.read }
  }
  for (const { line, bytes } of splitter.end()) yield* lineOf(line, bytes, last.read)
  return 'fhir'
}

function* lineOf(line: number, bytes: Buffer | null, read: number): Generator<Raw> {
  if (bytes === null) yield faulty(line, 'resource.too-large', read)
  else if (isBundle(bytes)) yield* entriesOf(bytes, line, read)
  else if (!isBlank(bytes)) yield { line, path: '', bytes, fault: null, fullUrl: '', bundle: null, read }
}

/** A Bundle on one line of an NDJSON file. */
function* entriesOf(bytes: Buffer, line: number, read: number): Generator<Raw> {
  const scanner = new JsonScanner(true)
  const all = [...scanner.push(bytes), ...scanner.end()]
  const names = new Map<string, string>()
  for (const found of all) noteName(names, found)
  for (const found of all) yield { ...rawOf(found, names, read), line }
}

async function* readSmallJson(
  file: SourceFile,
  bytes: Buffer,
  read: number,
  fault: ReasonCode | null,
): Reading {
  const scanner = new JsonScanner(true)
  const found = [...scanner.push(bytes), ...scanner.end()]
  const { form, more, resourceType, complete } = scanner.form
  if (more) return yield* readLines(file)
  if (form === 'not-json') {
    yield faulty(1, fault ?? 'json.invalid', read)
    return 'fhir'
  }
  if (form === 'object') {
    if (resourceType === '' && complete) return 'not-fhir'
    yield complete ? wholeOf(bytes, read) : faulty(1, fault ?? 'json.truncated', read)
    return 'fhir'
  }
  if (form === 'list' && complete && found.every((each) => each.resourceType === '')) return 'not-fhir'
  const names = new Map<string, string>()
  for (const each of found) noteName(names, each)
  for (const each of found) yield rawOf(each, form === 'bundle' ? names : null, read)
  if (!complete && found.at(-1)?.fault !== 'json.truncated')
    yield faulty(found.at(-1)?.line ?? 1, fault ?? 'json.truncated', read)
  return 'fhir'
}

async function* readLargeJson(file: SourceFile, known: Form, names: ReadonlyMap<string, string>): Reading {
  if (known.more) return yield* readLines(file)
  if (known.form === 'not-json' || known.form === 'object') {
    const tooLarge = known.form === 'object' && known.resourceType !== ''
    if (known.form === 'object' && known.resourceType === '' && known.complete) return 'not-fhir'
    yield faulty(1, tooLarge ? 'resource.too-large' : 'json.invalid', file.bytes)
    return 'fhir'
  }
  const scanner = new JsonScanner(true)
  let read = 0
  let fault: ReasonCode | null = known.complete ? null : 'json.truncated'
  const bundle = known.form === 'bundle' ? names : null
  for await (const piece of withoutFault(file)) {
    if (typeof piece === 'string') {
      fault = piece
      break
    }
    read = piece.read
    for (const found of scanner.push(withoutMark(piece.piece, piece.first))) yield rawOf(found, bundle, read)
  }
  const rest = scanner.end()
  for (const found of rest) yield rawOf(found, bundle, read)
  if (fault !== null && !rest.some((each) => each.fault)) yield faulty(1, fault, read)
  return 'fhir'
}

/** The file in one piece if it is small; of a damaged one what there is, and what is wrong with it. */
async function readSmall(
  file: SourceFile,
): Promise<{ bytes: Buffer | null; fault: ReasonCode | null; read: number }> {
  const pieces: Buffer[] = []
  let size = 0
  let read = 0
  for await (const piece of withoutFault(file)) {
    if (typeof piece === 'string') return { bytes: Buffer.concat(pieces), fault: piece, read }
    pieces.push(withoutMark(piece.piece, piece.first))
    size += piece.piece.length
    read = piece.read
    if (size > smallFile) return { bytes: null, fault: null, read: 0 }
  }
  return { bytes: Buffer.concat(pieces), fault: null, read }
}

type Piece = { piece: Buffer; read: number; first: boolean }

/** The pieces of a file; the name of the fault where it ends before it should. */
async function* withoutFault(file: SourceFile): AsyncGenerator<Piece | ReasonCode> {
  let first = true
  try {
    for await (const { piece, read } of piecesOf(file)) {
      yield { piece, read, first }
      first = false
    }
  } catch (error) {
    const code = (error as { code?: unknown }).code
    yield typeof code === 'string' && code.startsWith('Z_') ? 'file.truncated' : 'file.unreadable'
  }
}

const faulty = (line: number, fault: ReasonCode, read: number): Raw => ({
  line,
  path: '',
  bytes: null,
  fault,
  fullUrl: '',
  bundle: null,
  read,
})

const wholeOf = (bytes: Buffer, read: number): Raw => {
  const trimmed = trim(bytes)
  return trimmed.length > largestResource
    ? faulty(1, 'resource.too-large', read)
    : { line: 1, path: '', bytes: trimmed, fault: null, fullUrl: '', bundle: null, read }
}

const rawOf = (found: Found, bundle: ReadonlyMap<string, string> | null, read: number): Raw => ({
  line: found.line,
  path: bundle ? `Bundle.entry[${found.index}].resource` : `[${found.index}]`,
  bytes: found.bytes,
  fault: found.fault,
  fullUrl: found.fullUrl,
  bundle,
  read,
})

/** What stands behind the fullUrl of an entry. One without an id is called by its fullUrl. */
function noteName(names: Map<string, string>, { fullUrl, resourceType, id }: Found): void {
  if (fullUrl !== '' && resourceType !== '') names.set(fullUrl, `${resourceType}/${id || idOfUrl(fullUrl)}`)
}

/** The id a fullUrl gives a resource that has none of its own: a UUID, or the end of a URL. */
export const idOfUrl = (fullUrl: string): string =>
  fullUrl.startsWith('urn:uuid:') ? fullUrl.slice(9) : fullUrl.slice(fullUrl.lastIndexOf('/') + 1)

const mark = Buffer.from([0xef, 0xbb, 0xbf])
/** A byte order mark is no part of what follows it. */
const withoutMark = (piece: Buffer, first: boolean): Buffer =>
  first && piece.subarray(0, 3).equals(mark) ? piece.subarray(3) : piece

const isSpace = (byte: number | undefined) =>
  byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d)
const isBlank = (bytes: Buffer): boolean => bytes.length < 1000 && bytes.every(isSpace)
function trim(bytes: Buffer): Buffer {
  let from = 0
  let to = bytes.length
  while (from < to && isSpace(bytes[from])) from += 1
  while (to > from && isSpace(bytes[to - 1])) to -= 1
  return bytes.subarray(from, to)
}

/** Most lines say at once what they are. */
function isBundle(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, 200)
  const [, first] = /^\s*\{\s*"resourceType"\s*:\s*"([A-Za-z]+)"/.exec(start) ?? []
  if (first !== undefined) return first === 'Bundle'
  if (!bytes.includes('"Bundle"')) return false
  const scanner = new JsonScanner(false)
  scanner.push(bytes)
  return scanner.form.resourceType === 'Bundle'
}
