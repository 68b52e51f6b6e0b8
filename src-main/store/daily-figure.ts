/** What this workstation uses up in a day: how long it lasts without the cloud is reckoned from it. */
import type { Store } from './store.ts'
import { numbersLeft } from './numbers.ts'

/** Keeps the last of a day (YYYY-MM-DD), and a quarter of a year of them. `storeBytes`: the size of the record store. */
export function noteDay(store: Store, day: string, storeBytes: number): void {
  store
    .prepare(
      `INSERT INTO daily_figure (day, storeBytes, numbers) VALUES (?, ?, ?)
       ON CONFLICT (day) DO UPDATE SET storeBytes = excluded.storeBytes, numbers = excluded.numbers`,
    )
    .run(day, storeBytes, numbersLeft(store))
  store
    .prepare(
      'DELETE FROM daily_figure WHERE day NOT IN (SELECT day FROM daily_figure ORDER BY day DESC LIMIT 90)',
    )
    .run()
}
