/**
 * How names are compared: without case, accents, ligatures or apostrophes. `O'Kon` folds to `okon`, `Ángela` to
 * `angela`, `Müller-Straße` to `muller strasse`. Words are separated by one space.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’‘`´ʼ.]/g, '')
    .replace(/[ßæœøðþłđı]/g, (letter) => letters[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  đ: 'd',
  ı: 'i',
}

/** The words of a folded text. */
export const foldWords = (text: string): string[] => foldText(text).split(' ').filter(Boolean)

/** Digits only: a phone number or a card number as typed. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '')
