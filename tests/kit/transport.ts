import type { Transport } from '../../src-main/sync/transport.ts'

/** The same way, with some of its questions answered otherwise. */
export const transportOf = (inner: Transport, change: Partial<Transport> = {}): Transport => ({
  hello: (hello) => inner.hello(hello),
  push: (push) => inner.push(push),
  pull: (...asked) => inner.pull(...asked),
  rows: (...asked) => inner.rows(...asked),
  hydrate: () => inner.hydrate(),
  segment: (...asked) => inner.segment(...asked),
  chart: (...asked) => inner.chart(...asked),
  activeCharts: (...asked) => inner.activeCharts(...asked),
  ...change,
})
