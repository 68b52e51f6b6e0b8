/** The words of an HTML or XML document, for reading: nothing of it is ever given to the browser as markup. */
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  deg: '°',
  micro: 'µ',
  plusmn: '±',
}

export function readableText(markup: string): string {
  return markup
    .replace(/<!--[\s\S]*?-->|<(script|style|head)\b[\s\S]*?<\/\1>/gi, '')
    .replace(
      /<(br|hr)\b[^>]*>|<\/(p|div|tr|li|h[1-6]|section|article|table|ul|ol|paragraph|title|item|caption)\s*>/gi,
      '\n',
    )
    .replace(/<li\b[^>]*>|<item\b[^>]*>/gi, '• ')
    .replace(/<\/t[dh]\s*>/gi, '\t')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
      if (decimal) return codePoint(Number(decimal), whole)
      if (hex) return codePoint(Number.parseInt(hex, 16), whole)
      return entities[(name ?? '').toLowerCase()] ?? whole
    })
    .replace(/[^\S\n\t]+/g, ' ')
    .replace(/ *\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const codePoint = (code: number, otherwise: string): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise
