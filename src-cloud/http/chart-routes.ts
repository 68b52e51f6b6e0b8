/** The routes of docs/sync.md, "Charts": one chart, and which were active when. */
import { z } from 'zod'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { Id } from '../../shared/kernel/fields.ts'
import { cursorText, readCursor } from '../../shared/sync/wire.ts'
import type { ChartRows } from '../executor/practice-tx.ts'
import type { PostgresPractices } from '../postgres/practices.ts'
import { lineOf, packed } from '../sync/row-line.ts'
import type { Admission } from './admission.ts'
import { refusalStatus, schemaOf, type AnswersOf } from './answers.ts'
import type { App } from './app.ts'
import { asksWho, type Authenticate } from './authenticate.ts'

export type ChartParts = Readonly<{
  authenticate: Authenticate
  admission: Admission
  practices: Pick<PostgresPractices, 'activeCharts'>
  answersOf: AnswersOf
}>

/** A year, a month, a day or an instant: the beginning of one is the beginning of what it stands for. */
const Moment = z.string().regex(/^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d\.\d{3}Z)?)?)?$/)
const ChartParams = z.strictObject({ patient: Id })
const ChartQuery = z.strictObject({
  /** No chart as of an earlier point is of use. */
  minSeq: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** The furthest point the workstation has been at. */
  seen: z.string().max(120),
})
const ActiveQuery = z.strictObject({ since: Moment, before: Moment.optional() })

/** For use after the sync routes, which tell the app what a credential is. */
export function addChartRoutes(app: App, parts: ChartParts): void {
  const { admission, practices, answersOf } = parts
  const known = asksWho(parts.authenticate)

  app.get(
    '/v1/sync/charts/:patient',
    { ...known, schema: { params: ChartParams, querystring: ChartQuery } },
    async ({ credential, headers, params, query }, reply) => {
      must(credential, 'route.credential')
      const seen = readCursor(query.seen)
      if (!seen) throw new AppError('Invalid', 'cursor.invalid')
      const [{ patient }, { minSeq }, schema] = [params, query, schemaOf(headers)]
      const answer = await admission.run('chart', () =>
        answersOf(credential).chart(credential.practice, patient, { seen, minSeq, schema }),
      )
      if ('refused' in answer) return reply.code(refusalStatus[answer.refused]).send(answer)
      return reply.type('application/zstd').send(await packed(linesOf(patient, answer)))
    },
  )

  app.get(
    '/v1/sync/charts',
    { ...known, schema: { querystring: ActiveQuery } },
    async ({ credential, query }, reply) => {
      must(credential, 'route.credential')
      const { since, before = null } = query
      const patients = await admission.run('chart', () =>
        practices.activeCharts(credential.practice, { since, before }),
      )
      return reply.type('application/x-ndjson').send(patients.map((patient) => `${patient}\n`).join(''))
    },
  )
}

function linesOf(patient: string, { head, rows }: ChartRows): string {
  const first = JSON.stringify({ patient, asOf: cursorText(head), rows: rows.length })
  return `${first}\n${rows.map(lineOf).join('')}`
}
