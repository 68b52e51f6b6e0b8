/** A signed tree on a page of plain text: what is typed off it, or scanned, proves what a cloud said on that day. */
import { TreeCheckpoint } from './published.ts'

export type OnPaper = Readonly<{
  said: TreeCheckpoint
  /** DER, hex: no letter looks like another. */
  sig: string
  /** SHA-256 of the key it is checked with (SPKI, DER), hex. */
  key: string
}>
/** SHA-256 of a text, hex. */
export type HashText = (text: string) => string

const [group, line] = [4, 10]
const titles = {
  root: 'Root',
  prev: 'Previous',
  sig: 'Signature (ECDSA P-256, SHA-256, DER)',
  key: 'SHA-256 of the key it is checked with',
} as const

/** In groups of four, ten to a line; each line ends with two digits of its own SHA-256, so that a slip shows where it is. */
export function inGroups(hash: HashText, text: string): string[] {
  const groups = text.match(new RegExp(`.{1,${group}}`, 'g')) ?? []
  return Array.from({ length: Math.ceil(groups.length / line) }, (_each, n) => {
    const row = groups.slice(n * line, (n + 1) * line)
    return `${row.join(' ')}  ${hash(row.join('')).slice(0, 2)}`
  })
}

export function writePage(hash: HashText, { said, sig, key }: OnPaper): string {
  const block = (title: string, text: string) => [
    title,
    ...inGroups(hash, text).map((row) => `    ${row}`),
    '',
  ]
  return [
    'HOLDFAST AUDIT CHECKPOINT',
    '',
    `Origin   ${said.origin}`,
    `Number   ${said.number}`,
    `Size     ${said.size}`,
    `At       ${said.at}`,
    '',
    ...block(titles.root, said.root),
    ...block(titles.prev, said.prev),
    ...block(titles.sig, sig),
    ...block(titles.key, key),
    'Keep this page where nobody who runs the cloud can exchange it. It is checked with',
    '    npm run audit:verify -- EXPORT --page THIS-FILE',
    'and by the rules of docs/audit-format.md.',
    '',
  ].join('\n')
}

/** `slip`: the line (from 1) whose check digits are not those of what it says; 0 where something is missing. */
export function readPage(hash: HashText, text: string): OnPaper | Readonly<{ slip: number }> {
  const lines = text.split(/\r?\n/).map((each) => each.trim())
  const slip = lines.findIndex((each) => isRow(each) && !rowHolds(hash, each))
  if (slip >= 0) return { slip: slip + 1 }
  const word = (name: string) =>
    lines
      .find((each) => each.startsWith(`${name} `))
      ?.slice(name.length)
      .trim() ?? ''
  const rows = (title: string) => {
    const from = lines.indexOf(title) + 1
    const end = lines.findIndex((each, index) => index >= from && !isRow(each))
    return from === 0 ? '' : lines.slice(from, end).map(hexOf).join('')
  }
  const said = TreeCheckpoint.safeParse({
    v: 1,
    origin: word('Origin'),
    number: Number(word('Number')),
    size: Number(word('Size')),
    at: word('At'),
    root: rows(titles.root),
    prev: rows(titles.prev),
  })
  const [sig, key] = [rows(titles.sig), rows(titles.key)]
  return said.success && sig !== '' && key.length === 64 ? { said: said.data, sig, key } : { slip: 0 }
}

const isRow = (text: string): boolean => /^(?:[0-9a-f]{1,4} )+ ?[0-9a-f]{2}$/.test(text)
const hexOf = (row: string): string => row.replace(/\s+\S+$/, '').replaceAll(/\s/g, '')
const rowHolds = (hash: HashText, row: string): boolean => hash(hexOf(row)).startsWith(row.slice(-2))
