/** What of ours lies over rows: ops that wait, and the cloud's version under them. */
import type { Pending } from './folded.ts'
import type { Store } from './store.ts'

type Named = Readonly<{ type: string; id: string }>
/** The cloud's row under changes of ours, as JSON; null where it is gone there. */
export type Shadow = Readonly<{ baseVersion: number; base: string | null }>

/** For use inside one transaction. */
export class Covered {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Whether anything of ours lies over any row at all: on most workstations, most of the time, nothing does. */
  get byAnything(): boolean {
    const sql = 'SELECT EXISTS (SELECT 1 FROM outbox_effect) OR EXISTS (SELECT 1 FROM shadow) AS waits'
    return this.#store.prepare<[], { waits: number }>(sql).get()?.waits === 1
  }

  isTouched({ type, id }: Named): boolean {
    return this.isCovered(type, id) || this.shadowOf(type, id) !== undefined
  }

  isCovered(type: string, id: string): boolean {
    return (
      this.#store.prepare('SELECT 1 FROM outbox_effect WHERE type = ? AND id = ? LIMIT 1').get(type, id) !==
      undefined
    )
  }

  shadowOf(type: string, id: string): Shadow | undefined {
    return this.#store
      .prepare<[string, string], Shadow>('SELECT baseVersion, base FROM shadow WHERE type = ? AND id = ?')
      .get(type, id)
  }

  /** In the order they were made. */
  pendingOf(type: string, id: string): Pending[] {
    return this.#store
      .prepare<[string, string], Pending>(
        `SELECT outbox.body, outbox_effect.action FROM outbox_effect JOIN outbox USING (localSeq)
         WHERE type = ? AND id = ? ORDER BY localSeq`,
      )
      .all(type, id)
  }

  keepUnder({ type, id, version }: Named & Readonly<{ version: number }>, row: object | null): void {
    this.#store
      .prepare(
        `INSERT INTO shadow (type, id, baseVersion, base) VALUES (?, ?, ?, ?)
         ON CONFLICT (type, id) DO UPDATE SET baseVersion = excluded.baseVersion, base = excluded.base`,
      )
      .run(type, id, version, row && JSON.stringify(row))
  }

  dropShadow(type: string, id: string): void {
    this.#store.prepare('DELETE FROM shadow WHERE type = ? AND id = ?').run(type, id)
  }

  /** An op no longer waits over a row. */
  uncover({ type, id }: Named, localSeq: number): void {
    this.#store
      .prepare('DELETE FROM outbox_effect WHERE id = ? AND type = ? AND localSeq = ?')
      .run(id, type, localSeq)
  }
}
