import classes from './second-factor.module.css'

/** Light around it, as whoever reads it needs: four modules (ISO/IEC 18004). */
const quiet = 4

/** A QR code of rows of 0 and 1, dark on light in either scheme. */
export function QrPicture({ rows, label }: { rows: readonly string[]; label: string }) {
  const side = rows.length + 2 * quiet
  return (
    <svg className={classes['qr']} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <rect width={side} height={side} className={classes['light']} />
      <path d={rows.map(runsOf).join('')} className={classes['dark']} />
    </svg>
  )
}

/** One bar for each run of dark modules in a row. */
const runsOf = (row: string, y: number): string =>
  [...row.matchAll(/1+/g)]
    .map(({ 0: { length }, index }) => `M${index + quiet} ${y + quiet}h${length}v1h-${length}z`)
    .join('')
