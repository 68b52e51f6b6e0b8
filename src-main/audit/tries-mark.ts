/** What the keychain is told of the tries, so that an earlier audit.db that is put back gives none of them back. */
import { z } from 'zod'

/** As the table has them: `at` in ms. */
export type NameTries = Readonly<{ name: string; failures: number; at: number }>

export type MarkContent = Readonly<{
  /** Of changes to the tables. */
  n: number
  /** The latest step of a code that was taken of anybody. */
  step: number
  names: readonly NameTries[]
  /** The most failures of a name that is not among them. */
  rest: number
  /** Hashes of the spare codes that were used last. */
  spare: readonly string[]
  /** The number of the last list of revocations; 0 where there was none. */
  list: number
}>

// Windows keeps 2560 bytes under one name
const most = { names: 36, spare: 36 }

const Mark = z.strictObject({
  n: z.int().min(0),
  step: z.int(),
  rest: z.int().min(0),
  names: z.array(z.tuple([z.string().max(40), z.int().min(0), z.int()])).max(most.names),
  spare: z.array(z.string().max(64)).max(most.spare),
  list: z.int().min(0).default(0),
})

/** `names`: those with the most failures first; `spare`: the last first. What does not fit is left out. */
export function writeMark({ n, step, names, spare, list }: Omit<MarkContent, 'rest'>): string {
  const mark: z.output<typeof Mark> = {
    n,
    step,
    rest: names[most.names]?.failures ?? 0,
    names: names
      .slice(0, most.names)
      .map(({ name, failures, at }) => [name, failures, Math.floor(at / 1000)]),
    spare: spare.slice(0, most.spare),
    list,
  }
  return JSON.stringify(mark)
}

/** Null where it is none. */
export function readMark(text: string): MarkContent | null {
  try {
    const { names, ...mark } = Mark.parse(JSON.parse(text))
    return { ...mark, names: names.map(([name, failures, at]) => ({ name, failures, at: at * 1000 })) }
  } catch {
    return null
  }
}
