/** Looks now and then for workstations that send their work and not their audit log. */
import type { Pool } from 'pg'
import { inPractice } from '../postgres/pool.ts'
import { findSilent } from './logs.ts'
import { PracticeWatch } from './practice-watch.ts'

type Told = Readonly<{ found(practice: string): void; failed(error: unknown): void }>

const everyMs = 15 * 60_000

export const watchSilence = (pool: Pool, { found, failed }: Told): PracticeWatch =>
  new PracticeWatch(pool, {
    everyMs,
    async look(practice) {
      if ((await inPractice(pool, practice, (client) => findSilent(client, practice))) > 0) found(practice)
    },
    failed,
  })
