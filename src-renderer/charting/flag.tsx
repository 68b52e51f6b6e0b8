import classes from './flag.module.css'

const meanings: Readonly<
  Record<string, { tone: 'critical' | 'off' | 'fine'; short: string; words: string }>
> = {
  HH: { tone: 'critical', short: 'HH', words: 'critically high' },
  LL: { tone: 'critical', short: 'LL', words: 'critically low' },
  AA: { tone: 'critical', short: 'AA', words: 'critically abnormal' },
  H: { tone: 'off', short: 'H', words: 'high' },
  HU: { tone: 'critical', short: 'HH', words: 'significantly high' },
  L: { tone: 'off', short: 'L', words: 'low' },
  LU: { tone: 'critical', short: 'LL', words: 'significantly low' },
  A: { tone: 'off', short: 'A', words: 'abnormal' },
  POS: { tone: 'off', short: '+', words: 'positive' },
  DET: { tone: 'off', short: '+', words: 'detected' },
  R: { tone: 'off', short: 'R', words: 'resistant' },
}

/** A result out of its range: a letter and a colour, and a word for those who see neither. */
export function Flag({ flag }: { flag: string }) {
  const meaning = meanings[flag.toUpperCase()]
  if (!meaning) return null
  return (
    <span className={classes['flag']} data-tone={meaning.tone} title={meaning.words}>
      <span aria-hidden="true">{meaning.short}</span>
      <span className="hf-sr">{meaning.words}</span>
    </span>
  )
}
