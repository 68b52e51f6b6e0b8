/** How long work goes on, in words: count, rate, time left. */
export type PaceOf = Readonly<{ perSecond: number; secondsLeft: number | null }>

export const numberText = (value: number): string => value.toLocaleString('en-US')

/** `40 s`, `3 min`. */
export const durationText = (seconds: number): string =>
  seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`

/** ` · 1,200 a second · 40 s left`; nothing where it has only begun. */
export const paceText = ({ perSecond, secondsLeft }: PaceOf): string =>
  [
    perSecond > 0 && ` · ${numberText(Math.round(perSecond))} a second`,
    secondsLeft !== null && ` · ${durationText(secondsLeft)} left`,
  ]
    .filter(Boolean)
    .join('')
