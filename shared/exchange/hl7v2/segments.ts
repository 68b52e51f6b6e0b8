/** HL7 v2 messages as text: segments, fields, repetitions, components, subcomponents and escapes. Source: HL7 v2.5.1 chapter 2. */

type Marks = Readonly<{
  field: string
  component: string
  repetition: string
  escape: string
  subcomponent: string
}>

/** One repetition of a field: components, each of subcomponents, with nothing escaped any more. */
export class Value {
  readonly #components: readonly (readonly string[])[]

  constructor(components: readonly (readonly string[])[]) {
    this.#components = components
  }

  /** Numbered from 1, as the standard does; empty where there is none. `""`, which deletes, says nothing either. */
  part(component: number, subcomponent = 1): string {
    const text = this.#components[component - 1]?.[subcomponent - 1] ?? ''
    return text === '""' ? '' : text.trim()
  }

  get isEmpty(): boolean {
    return this.#components.every((parts) => parts.every((text) => text === '' || text === '""'))
  }
}

const nothing = new Value([])

export class Segment {
  readonly name: string
  readonly #fields: readonly string[]
  readonly #marks: Marks

  /** `fields`: from the first on, as they stand. */
  constructor(name: string, fields: readonly string[], marks: Marks) {
    this.name = name
    this.#fields = fields
    this.#marks = marks
  }

  /** Numbered from 1. Of what repeats, each that says something. */
  all(field: number): Value[] {
    const raw = this.#fields[field - 1] ?? ''
    if (raw === '') return []
    const { repetition, component, subcomponent } = this.#marks
    return raw
      .split(repetition)
      .map(
        (each) =>
          new Value(
            each
              .split(component)
              .map((parts) => parts.split(subcomponent).map((text) => unescape(text, this.#marks))),
          ),
      )
      .filter((value) => !value.isEmpty)
  }

  first(field: number): Value {
    return this.all(field)[0] ?? nothing
  }

  text(field: number, component = 1): string {
    return this.first(field).part(component)
  }
}

export type Message = readonly Segment[]

/** Segments that stand around messages in a file, and around a batch of them. */
const around = new Set(['FHS', 'BHS', 'BTS', 'FTS'])

/**
 * The texts of the messages in a file, one after another, with the line of the file each begins at, from 1. Lines may end in any way, and messages be framed as on the
 * wire (MLLP). Empty where the file has no message at its beginning.
 */
export function splitMessages(file: string): Readonly<{ text: string; line: number }>[] {
  const lines = file
    .replace(/^\ufeff/, '')
    .replaceAll('\u000b', '')
    .replaceAll('\u001c', '')
    .split(/\r\n|\r|\n/)
  const found: { lines: string[]; line: number }[] = []
  for (const [index, line] of lines.entries()) {
    const name = line.slice(0, 3)
    if (line.trim() === '' || around.has(name)) continue
    if (name === 'MSH') found.push({ lines: [line], line: index + 1 })
    else {
      const last = found.at(-1)
      if (!last) return []
      last.lines.push(line)
    }
  }
  return found.map((each) => ({ text: each.lines.join('\r'), line: each.line }))
}

/** Null where it is no HL7 v2 message: it has to begin with a header that says how it is written. */
export function readMessage(text: string): Message | null {
  const lines = text.split('\r')
  const head = lines[0] ?? ''
  if (!head.startsWith('MSH') || head.length < 8) return null
  const field = head.charAt(3)
  const [component = '^', repetition = '~', escape = '\\', subcomponent = '&'] =
    head.slice(4).split(field)[0] ?? ''
  const marks = { field, component, repetition, escape, subcomponent }
  return lines.map((line) => {
    const [name = '', ...rest] = line.split(field)
    // the first field of a header is the mark that divides its fields
    return new Segment(name, name === 'MSH' ? [field, ...rest] : rest, marks)
  })
}

/** What stands for a mark becomes it; what only says how text looks is left out. */
function unescape(text: string, marks: Marks): string {
  const { escape } = marks
  if (escape === '' || !text.includes(escape)) return text
  const [first = '', ...rest] = text.split(escape)
  let said = first
  // pieces at odd places stood between two escapes
  for (let at = 0; at < rest.length; at += 1) {
    const piece = rest[at] ?? ''
    const meant = at + 1 < rest.length ? meaning(piece, marks) : null
    if (meant === null) said += escape + piece
    else {
      said += meant + (rest[at + 1] ?? '')
      at += 1
    }
  }
  return said
}

/** Null where it is no escape: somebody wrote the mark itself. */
function meaning(name: string, marks: Marks): string | null {
  const known: Readonly<Record<string, string>> = {
    F: marks.field,
    S: marks.component,
    T: marks.subcomponent,
    R: marks.repetition,
    E: marks.escape,
    H: '',
    N: '',
    '.br': '\n',
    '.sp': '\n',
  }
  if (Object.hasOwn(known, name)) return known[name] ?? ''
  if (/^X([0-9A-Fa-f]{2})+$/.test(name)) return fromHex(name.slice(1))
  return /^[CMZ.][^\s]*$/.test(name) && name.length <= 12 ? '' : null
}

/** UTF-8 as a rule; where it is none, each byte is a letter of Latin-1. */
function fromHex(digits: string): string {
  const pairs = digits.match(/../g) ?? []
  try {
    return decodeURIComponent(pairs.map((pair) => `%${pair}`).join('')).replaceAll('\r', '\n')
  } catch {
    return String.fromCharCode(...pairs.map((pair) => Number.parseInt(pair, 16))).replaceAll('\r', '\n')
  }
}
