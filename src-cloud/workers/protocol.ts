/** What the supervisor and its workers say to each other. */
import { z } from 'zod'

/** What a worker is told at its start. The address has a password, and so is in no argument and no environment. */
export const Begin = z.strictObject({
  t: z.literal('begin'),
  /** From 1; the next process in the place of one that died has the same. */
  worker: z.int().min(1),
  databaseUrl: z.string(),
  connections: z.int().min(5),
})

export const ToWorker = z.discriminatedUnion('t', [
  Begin,
  z.strictObject({ t: z.literal('stop') }),
  /** Say what you have counted. */
  z.strictObject({ t: z.literal('count'), question: z.int() }),
  /** What all have counted, for the worker that was asked. */
  z.strictObject({ t: z.literal('all-counted'), request: z.int(), text: z.string() }),
])
export type ToWorker = z.output<typeof ToWorker>

export const FromWorker = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('serving'), port: z.int() }),
  z.strictObject({ t: z.literal('counted'), question: z.int(), metrics: z.array(z.unknown()) }),
  z.strictObject({ t: z.literal('ask-all'), request: z.int() }),
])
export type FromWorker = z.output<typeof FromWorker>

/** Of each worker, so that all of them together leave our own server some: with sixteen workers, 128. */
export const connectionsFor = (workers: number): number => Math.max(8, Math.min(16, Math.floor(48 / workers)))
