/** One measured figure, and the bar it is held to. */
export type Bar = Readonly<{ atMost: number } | { atLeast: number }>

export type Figure = Readonly<{
  /** `store.search.ask.p95`: area, what, which. */
  name: string
  /** Null where it could not be measured; `note` says why. */
  value: number | null
  unit: string
  /** Null for what is only told. */
  bar: Bar | null
  /** How it came about: how many, over how many rounds, warm or cold. */
  note: string
}>

/** A figure without a bar always holds; one that could not be measured never holds its bar. */
export function holds({ value, bar }: Figure): boolean {
  if (bar === null) return true
  if (value === null || !Number.isFinite(value)) return false
  return 'atMost' in bar ? value <= bar.atMost : value >= bar.atLeast
}

export const barText = (bar: Bar | null): string | null =>
  bar === null ? null : 'atMost' in bar ? `<= ${bar.atMost}` : `>= ${bar.atLeast}`
