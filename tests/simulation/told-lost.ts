import type { Store } from '../../src-main/store/store.ts'

/** The rows that this workstation's people are told to be lost, by key. */
export const toldLost = (store: Store): readonly string[] =>
  store
    .prepare<[], { op: string }>(
      `SELECT op FROM attention WHERE state = 'open' AND reason = 'row.lost-by-cloud'`,
    )
    .all()
    .map(({ op }) => op)
