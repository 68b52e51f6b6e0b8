import type { Typeface } from './typeface.ts'

/**
 * The lines of a text of this width, in points; at least one. Broken at spaces; a word that is wider than a line is broken
 * where the line ends. Nothing is left out.
 */
export function wrap(text: string, face: Typeface, size: number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of face.fit(text).split(' ').filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (face.width(longer, size) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = piecesOf(word, face, size, width)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line]
}

/** A word in pieces that are no wider than a line; each has a letter at least. */
function piecesOf(word: string, face: Typeface, size: number, width: number): string[] {
  if (face.width(word, size) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const letter of word) {
    if (piece !== '' && face.width(piece + letter, size) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += letter
  }
  return [...pieces, piece]
}
