/** Nothing typed is lost: a form is a draft in the vault within half a second of the last key, and gone once it is done. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { discardDraft, getDraft, saveDraft } from '../../shared/access/draft.ts'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { ask, run } from './holdfast.ts'

type Place = Pick<InputOf<typeof saveDraft>, 'kind' | 'subject'>

const waitMs = 250
/** Of every draft that the vault has not said it has. */
const unsaved = new Set<() => Promise<void>>()

/**
 * Saves what is still on its way. Called before a lock the person asked for, when the page is hidden, and before a draft is read: a form that
 * is left and opened again at once finds its last key.
 */
export const flushDrafts = async (): Promise<void> => {
  await Promise.all([...unsaved].map((flush) => flush()))
}
document.addEventListener('visibilitychange', () => void flushDrafts())
globalThis.addEventListener('pagehide', () => void flushDrafts())

/** One draft's way to the vault: the newest text wins, one write at a time. */
class DraftWriter {
  readonly #place: Place
  readonly #onSaved: (at: string | null) => void
  #waiting: string | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  #writing: Promise<void> = Promise.resolve()
  readonly #flush = () => this.flush()

  constructor(place: Place, onSaved: (at: string | null) => void) {
    this.#place = place
    this.#onSaved = onSaved
  }

  write(body: string): void {
    this.#waiting = body
    unsaved.add(this.#flush)
    // not put off by the next key: typing without a pause is saved all the same
    this.#timer ??= setTimeout(this.#flush, waitMs)
  }

  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const body = this.#waiting
    this.#waiting = null
    if (body === null) return this.#writing
    const writing = this.#writing
      .then(() => run(saveDraft, { ...this.#place, body }))
      .then(({ savedAt }) => this.#onSaved(savedAt))
      .catch(() => {
        // a full disk, say: the words stay in the form, and the next key tries again
        this.#onSaved(null)
      })
      .then(() => {
        if (this.#writing === writing && this.#waiting === null) unsaved.delete(this.#flush)
      })
    this.#writing = writing
    return writing
  }

  async discard(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#waiting = null
    unsaved.delete(this.#flush)
    await this.#writing
    await run(discardDraft, this.#place)
  }
}

export type Draft<T> = Readonly<{
  /** Undefined until the vault has said whether there is one. */
  found: T | null | undefined
  foundAt: string | null
  /** When the last key was kept; null where it could not be. */
  savedAt: string | null
  failed: boolean
  save(value: T): void
  discard(): Promise<void>
}>

/** The draft of a form. `kind` and `subject` name it; values are JSON. */
export function useDraft<T>(kind: Place['kind'], subject: string): Draft<T> {
  const [found, setFound] = useState<T | null | undefined>(undefined)
  const [foundAt, setFoundAt] = useState<string | null>(null)
  const [saved, setSaved] = useState<{ at: string | null; failed: boolean }>({ at: null, failed: false })
  const writer = useMemo(
    () =>
      new DraftWriter({ kind, subject }, (at) =>
        setSaved((before) => ({ at: at ?? before.at, failed: at === null })),
      ),
    [kind, subject],
  )
  const methods = useMemo(
    () => ({
      save: (value: T) => writer.write(JSON.stringify(value)),
      discard: () => writer.discard(),
    }),
    [writer],
  )
  const alive = useRef(true)

  useEffect(() => {
    alive.current = true
    const read = flushDrafts().then(() => ask(getDraft, { kind, subject }))
    void read.then(
      ({ draft }) => {
        if (!alive.current) return
        setFoundAt(draft?.savedAt ?? null)
        setFound(draft ? (JSON.parse(draft.body) as T) : null)
      },
      () => setFound(null),
    )
    return () => {
      alive.current = false
      void writer.flush()
    }
  }, [kind, subject, writer])

  return {
    found,
    foundAt,
    savedAt: saved.at,
    failed: saved.failed,
    ...methods,
  }
}
