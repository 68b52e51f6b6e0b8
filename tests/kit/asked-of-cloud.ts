/** What the cloud judges ops by, made up for its rules alone. */
import type { Held, State } from '../../shared/kernel/decide.ts'
import type { Change } from '../../shared/kernel/op.ts'

export const idOf = (n: number): string => `0190f3c4-6c1e-7e0a-9a53-${n.toString(16).padStart(12, '0')}`

/** The row of Ana, a physician. */
export const anaIs = (more: Record<string, unknown> = {}) => ({
  username: 'ana',
  displayName: 'Ana',
  roles: ['physician'],
  active: true,
  createdAt: '2026-03-02T09:00:00.000Z',
  ...more,
})

export const changeOf = (
  type: string,
  id: string,
  set: Record<string, unknown> = { note: 'x' },
  more: Partial<Change> = {},
): Change => ({ type, id, baseVersion: 1, base: {}, set, gone: false, ...more })

/** Rows by `TYPE/ID`; null where one was removed. */
export const stateOf = (rows: Readonly<Record<string, object | null>>): State => ({
  get: (type, id) => {
    const row = rows[`${type}/${id}`]
    return row === undefined ? undefined : ({ version: 1, row } as unknown as Held)
  },
})
