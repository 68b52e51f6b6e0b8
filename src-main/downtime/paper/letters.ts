/** Makes a text fit a typeface: what it lacks is shown as lacking, and never left out. */

/** Stands for a letter the typeface does not have. The cover of the pack says so. */
export const lacking = '◊'

/** Said in letters that are there. `10⁶` must not become `106`. */
const instead: Readonly<Record<string, string>> = {
  '⁰': '^0',
  '¹': '^1',
  '⁴': '^4',
  '⁵': '^5',
  '⁶': '^6',
  '⁷': '^7',
  '⁸': '^8',
  '⁹': '^9',
  '₀': '0',
  '₁': '1',
  '₂': '2',
  '₃': '3',
  '₄': '4',
  '→': '->',
  '←': '<-',
  '↑': '(up)',
  '↓': '(down)',
  ﬁ: 'fi',
  ﬂ: 'fl',
  '‑': '-',
}

/** Marks that show nothing by themselves: direction, joining, byte order, variants, soft hyphen. */
const invisible = /\p{Default_Ignorable_Code_Point}|[\u2028-\u202e]/gu
// oxlint-disable-next-line no-control-regex -- there is no letter for them, and none is meant
const control = /[\u0000-\u001f\u007f-\u009f]+/g
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** One line: line ends and tabs are spaces. `has` says which code points there are letters for. */
export function fitLetters(text: string, has: (codePoint: number) => boolean): string {
  const line = text.normalize('NFC').replace(control, ' ')
  const there = (part: string) => [...part].every((letter) => has(letter.codePointAt(0) ?? 0))
  if (there(line) && line.search(invisible) < 0) return line
  // what one reads as one letter is one that is lacking, however many marks it is made of
  return [...letters.segment(line)]
    .map(({ segment }) => {
      const shown = segment.replace(invisible, '')
      return there(shown) ? shown : (instead[shown] ?? lacking)
    })
    .join('')
}
