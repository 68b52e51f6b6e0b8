/** Searching in the vault: each key of every search typed, asked as the screen asks it. */
import { findPatients } from '../../shared/patients/find-patients.ts'
import { makeContext } from './context.ts'
import { findPatientsHandler } from '../../src-main/patients/find-patients.ts'
import type { Session } from '../../src-main/pipeline/session.ts'
import type { Workstation } from '../kit/workstation.ts'
import type { Figure } from './figure.ts'
import { inRounds, median, p50, p95 } from './stats.ts'
import { kinds, type Kind, type TypedSearch } from './typed-searches.ts'
import { undisturbed, undisturbedAsync } from './undisturbed.ts'

/** As many lines as the list of patients asks for. */
export const limit = 50

export type Asked = Readonly<{ kind: Kind; text: string; ms: number }>
export type Rounds = Readonly<{ least: number; most: number }>

export const textsOf = (searches: readonly TypedSearch[]): { kind: Kind; text: string }[] =>
  searches.flatMap(({ kind, keys }) => keys.map((text) => ({ kind, text })))

export const times = (asked: readonly Asked[]): number[] => asked.map(({ ms }) => ms)

/** The whole way inside of the vault: door, rights, search, schema, and the audit entry on the disk. */
export async function askRound(
  desk: Workstation,
  searches: readonly TypedSearch[],
  measure: (work: () => Promise<unknown>) => Promise<number> = undisturbedAsync,
): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const { kind, text } of textsOf(searches)) {
    const json = JSON.stringify({ text, limit })
    asked.push({ kind, text, ms: await measure(() => desk.dispatch(findPatients.name, json)) })
  }
  return asked
}

/** The search alone. */
export function answerRound(
  session: Session,
  searches: readonly TypedSearch[],
  measure: (work: () => unknown) => number = undisturbed,
): Asked[] {
  const ctx = makeContext(session)
  return textsOf(searches).map(({ kind, text }) => ({
    kind,
    text,
    ms: measure(() => answer(session, text, ctx)),
  }))
}

export const answer = (session: Session, text: string, ctx = makeContext(session)) =>
  findPatientsHandler.answer(session.store.read, { text, limit }, ctx, session)

/** The middle of the rounds, and what kind of search was slowest. */
export function figuresOf(
  name: string,
  rounds: readonly (readonly Asked[])[],
  atMost: number | null,
): Figure[] {
  const all = rounds.map(times)
  const count = rounds[0]?.length ?? 0
  const slowest = kinds
    .map((kind) => ({
      kind,
      ms: median(rounds.map((asked) => p95(times(asked.filter((each) => each.kind === kind))))),
    }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 3)
    .map(({ kind, ms }) => `${kind} ${ms.toFixed(2)}`)
  const how = `${count} keys, warm, median of ${rounds.length} rounds`
  return [
    {
      name: `${name}.p95`,
      value: median(all.map(p95)),
      unit: 'ms',
      bar: atMost === null ? null : { atMost },
      note: `${how}; p95 of the slowest kinds: ${slowest.join(', ')}`,
    },
    { name: `${name}.median`, value: median(all.map(p50)), unit: 'ms', bar: null, note: how },
  ]
}

/** One round to warm up, then as many as it takes. */
export async function searchRounds(
  round: () => Asked[] | Promise<Asked[]>,
  rounds: Rounds,
): Promise<Asked[][]> {
  await round()
  return inRounds(round, (asked) => p95(times(asked)), rounds)
}
