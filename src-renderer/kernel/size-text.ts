const units = ['bytes', 'KB', 'MB', 'GB', 'TB']

/** How much there is of something, in powers of a thousand as disks are sold: `312 bytes`, `1.2 MB`, `41 GB`. */
export function sizeText(bytes: number): string {
  let size = bytes
  let unit = 0
  // what would be rounded up to a thousand is one of the next unit
  while (Math.round(size) >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  const digits = unit > 0 && size < 9.95 ? 1 : 0
  const text = size.toLocaleString('en-US', { maximumFractionDigits: digits })
  return `${text} ${unit === 0 && text === '1' ? 'byte' : units[unit]}`
}
