/**
 * Finds the resources in a JSON file of any size, byte by byte, holding no more than one of them: the entries of a
 * Bundle, or the items of a list. Each is cut out exactly as it stands; whether it is JSON is for whoever parses it.
 */
import { largestResource } from '../../shared/exchange/original.ts'

/** One entry of a Bundle or item of a list. */
export type Found = Readonly<{
  index: number
  line: number
  /** Null where there is a fault, and where bytes were not asked for. */
  bytes: Buffer | null
  fault: 'resource.too-large' | 'entry.no-resource' | 'json.truncated' | null
  fullUrl: string
  /** As written at the resource's top level; empty where it is not. */
  resourceType: string
  id: string
}>

/** What the file is. `more`: another value follows the first, as in NDJSON. */
export type Form = Readonly<{
  form: 'bundle' | 'list' | 'object' | 'not-json'
  resourceType: string
  complete: boolean
  entries: number
  more: boolean
}>

const [quote, backslash, colon, comma, lineEnd] = [0x22, 0x5c, 0x3a, 0x2c, 0x0a]
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d]
const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
/** Longer texts are no name, id or URL that is looked for. */
const longestText = 4096
/** A Bundle's entries lie in a list in the root object, their resources one deeper; a list's items right below it. */
const [entryDepth, resourceDepth, itemDepth] = [3, 4, 2]

type Open = { line: number; resourceType: string; id: string; parts: Buffer[]; size: number; depth: number }

export class JsonScanner {
  readonly #keep: boolean
  #depth = 0
  #line = 1
  /** Whether each of the outermost containers is an object, and the name last read in it. */
  readonly #objects: boolean[] = []
  readonly #names: string[] = []
  #naming = false
  #inText = false
  #escaped = false
  /** The text being read, where its value matters. */
  #text: Buffer[] | null = null
  #rootType = ''
  #complete = false
  #more = false
  #notJson = false
  #count = 0
  #fullUrl = ''
  #entryLine = 0
  /** The resource being read, and those of its entry that have been. */
  #open: Open | null = null
  #held: Open[] = []

  /** `keep`: cut out the bytes. A first look without them tells what the file is and what its entries are called. */
  constructor(keep: boolean) {
    this.#keep = keep
  }

  /** What ends in this piece. */
  push(piece: Buffer): Found[] {
    const found: Found[] = []
    const { length } = piece
    let cutFrom = 0
    let textFrom = 0
    let at = 0
    while (at < length) {
      if (this.#inText) {
        at = this.#textEnd(piece, at)
        if (at === length) break
        this.#inText = false
        if (this.#text) this.#endText(piece.subarray(textFrom, at))
      } else if (this.#open && this.#depth > this.#open.depth) {
        at = this.#skipInside(piece, at)
        continue
      } else {
        const byte = piece[at]
        if (byte === quote) {
          this.#inText = true
          this.#text = this.#matters() ? [] : null
          textFrom = at + 1
        } else if (byte === colon) this.#naming = false
        else if (byte === comma) this.#naming = this.#objects[this.#depth] === true
        else if (byte === lineEnd) this.#line += 1
        else if (byte === openObject || byte === openList) {
          const before = this.#open
          this.#enter(byte === openObject)
          if (this.#open !== before) cutFrom = at
        } else if (byte === closeObject || byte === closeList) {
          if (this.#open?.depth === this.#depth) this.#cut(this.#open, piece.subarray(cutFrom, at + 1))
          this.#leave(found)
        } else if (this.#depth === 0 && !isSpace(byte)) {
          if (this.#complete) this.#more = true
          else this.#notJson = true
        }
      }
      at += 1
    }
    if (this.#open) this.#cut(this.#open, piece.subarray(cutFrom))
    if (this.#inText && this.#text) this.#text.push(piece.subarray(textFrom))
    return found
  }

  /** Where the text that is being read ends; the piece's length where it goes on. */
  #textEnd(piece: Buffer, from: number): number {
    let escaped = this.#escaped
    let at = from
    for (; at < piece.length; at += 1) {
      if (escaped) escaped = false
      else if (piece[at] === backslash) escaped = true
      else if (piece[at] === quote) break
    }
    this.#escaped = escaped
    return at
  }

  /** Passes over what lies deeper than a resource's own members, which only has to be balanced. */
  #skipInside(piece: Buffer, from: number): number {
    const end = this.#open?.depth ?? 0
    let depth = this.#depth
    let line = this.#line
    let at = from
    for (; at < piece.length && depth > end; at += 1) {
      const byte = piece[at]
      if (byte === quote) {
        at = this.#textEnd(piece, at + 1)
        if (at === piece.length) {
          this.#inText = true
          this.#text = null
          break
        }
      } else if (byte === openObject || byte === openList) depth += 1
      else if (byte === closeObject || byte === closeList) depth -= 1
      else if (byte === lineEnd) line += 1
    }
    this.#depth = depth
    this.#line = line
    return at
  }

  /** What was begun and never ended. */
  end(): Found[] {
    const found: Found[] = []
    for (const held of this.#held) found.push(this.#foundOf(held))
    if (this.#open) found.push({ ...this.#foundOf(this.#open), bytes: null, fault: 'json.truncated' })
    return found
  }

  get form(): Form {
    const isList = this.#objects[1] === false
    const started = this.#objects.length > 0
    return {
      form: this.#notJson || !started ? 'not-json' : isList ? 'list' : this.#isBundle ? 'bundle' : 'object',
      resourceType: this.#rootType,
      complete: this.#complete,
      entries: this.#count,
      more: this.#more,
    }
  }

  /** A Bundle that breaks off before it says so still is one. */
  get #isBundle(): boolean {
    return this.#rootType === 'Bundle' || (this.#rootType === '' && !this.#complete && this.#count > 0)
  }

  get #inEntry(): boolean {
    return this.#objects[1] === true && this.#names[1] === 'entry' && this.#objects[2] === false
  }

  #matters(): boolean {
    if (this.#open) return this.#depth === this.#open.depth
    return this.#depth === 1 || (this.#depth === entryDepth && this.#inEntry)
  }

  #endText(last: Buffer): void {
    const parts = this.#text ?? []
    this.#text = null
    const bytes = parts.length === 0 ? last : Buffer.concat([...parts, last])
    const value = bytes.length > longestText ? '' : readText(bytes)
    if (this.#naming) {
      this.#names[this.#depth] = value
      return
    }
    const name = this.#names[this.#depth]
    if (this.#open) {
      if (name === 'resourceType') this.#open.resourceType = value
      if (name === 'id') this.#open.id = value
    } else if (this.#depth === 1 && name === 'resourceType') this.#rootType = value
    else if (this.#depth === entryDepth && name === 'fullUrl') this.#fullUrl = value
  }

  #enter(isObject: boolean): void {
    if (this.#depth === 0 && this.#complete) this.#more = true
    this.#depth += 1
    this.#naming = isObject
    if (this.#depth <= resourceDepth) {
      this.#objects[this.#depth] = isObject
      this.#names[this.#depth] = ''
    }
    if (this.#more || !isObject || this.#open) return
    if (this.#depth === entryDepth && this.#inEntry) {
      this.#count += 1
      this.#fullUrl = ''
      this.#entryLine = this.#line
    }
    const isResource =
      this.#depth === resourceDepth && this.#inEntry && this.#names[entryDepth] === 'resource'
    const isItem = this.#depth === itemDepth && this.#objects[1] === false
    if (isItem) this.#count += 1
    if (isResource || isItem)
      this.#open = {
        line: this.#line,
        resourceType: '',
        id: '',
        parts: [],
        size: 0,
        depth: this.#depth,
      }
  }

  #leave(found: Found[]): void {
    if (this.#open?.depth === this.#depth) {
      this.#held.push(this.#open)
      this.#open = null
    }
    const ends = this.#objects[1] === false ? itemDepth : entryDepth
    if (this.#depth === ends && this.#held.length > 0) {
      for (const held of this.#held) found.push(this.#foundOf(held))
      this.#held = []
    } else if (this.#depth === entryDepth && this.#inEntry && this.#objects[entryDepth] === true)
      found.push({ ...this.#foundOf(null), fault: 'entry.no-resource' })
    this.#depth = Math.max(this.#depth - 1, 0)
    // what follows a container is another value of the one around it, or the name of one
    this.#naming = false
    if (this.#depth === 0) this.#complete = true
  }

  #cut(open: Open, part: Buffer): void {
    open.size += part.length
    if (!this.#keep) return
    if (open.size > largestResource) open.parts = []
    else open.parts.push(part)
  }

  #foundOf(open: Open | null): Found {
    const tooLarge = open !== null && open.size > largestResource
    const [only] = open?.parts ?? []
    return {
      index: this.#count - 1,
      line: open?.line ?? this.#entryLine,
      bytes:
        !open || tooLarge || !this.#keep || !only
          ? null
          : open.parts.length === 1
            ? only
            : Buffer.concat(open.parts),
      fault: tooLarge ? 'resource.too-large' : null,
      fullUrl: this.#fullUrl,
      resourceType: open?.resourceType ?? '',
      id: open?.id ?? '',
    }
  }
}

function readText(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  if (!text.includes('\\')) return text
  try {
    return String(JSON.parse(`"${text}"`))
  } catch {
    return ''
  }
}
