/** Data written for reading: items between commas, in as many lines as are needed. */
export const list = (text: string): readonly string[] =>
  text
    .split(',')
    .map((item) => item.trim().replace(/\s+/g, ' '))
    .filter((item) => item !== '')
