/** Answers, kept until a row they were made of changes. Everything is local: nothing is retried, nothing waits for a network. */
import { QueryClient, notifyManager, useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query'
import {
  doorReads,
  doorReadsOfPatient,
  type Command,
  type InputOf,
  type OutputOf,
  type Query,
} from '../../shared/kernel/contract.ts'
import type { AppError } from '../../shared/kernel/errors.ts'
import { ask, on, run } from './holdfast.ts'
import { makeStale } from './make-stale.ts'

// an answer is drawn in the turn it came in: a timer would be some milliseconds later at every key
notifyManager.setScheduler(queueMicrotask)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      structuralSharing: true,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** The key carries the whole input, and with it the patient: an answer for one can never show for another. */
export const keyOf = <Q extends Query>(query: Q, input: InputOf<Q>) => [query.name, input] as const

const reads = new Map<string, readonly string[]>()

/** What TanStack Query needs to ask this, and to ask it again once a row it was made of changes. */
export function asking<Q extends Query>(query: Q, input: InputOf<Q>) {
  reads.set(query.name, [...query.reads, ...doorReads])
  return { queryKey: keyOf(query, input), queryFn: () => ask(query, input) }
}

export function useAsk<Q extends Query>(
  query: Q,
  input: InputOf<Q>,
  /** `gcTime` 0: asked anew each time it is shown, and forgotten when it is not. `refetchInterval`, ms: asked again and again while it is shown. */
  options: { enabled?: boolean; gcTime?: number; refetchInterval?: number } = {},
): UseQueryResult<OutputOf<Q>, AppError> {
  return useQuery<OutputOf<Q>, AppError>({ ...asking(query, input), ...options })
}

export function useRun<C extends Command>(
  command: C,
  options: { onSuccess?: (output: OutputOf<C>) => void; onError?: (error: AppError) => void } = {},
) {
  return useMutation<OutputOf<C>, AppError, InputOf<C>>({
    mutationFn: (input) => run(command, input),
    ...options,
  })
}

type Change = { tables: readonly string[]; patients: readonly string[] }

/** Makes stale what was made of rows that have changed, of the patients they belong to. */
export function listenForChanges(): () => void {
  return on('changed', (value) => {
    const change = value as Change
    const patients = new Set(change.patients)
    makeStale(queryClient, ({ queryKey }) => {
      const [name, input] = queryKey as [string, { patientId?: unknown } | undefined]
      const patient = input?.patientId
      const ofPatient = typeof patient === 'string' ? doorReadsOfPatient : []
      const tables = [...(reads.get(name) ?? []), ...ofPatient]
      if (!tables.includes('*') && !tables.some((table) => change.tables.includes(table))) return false
      return typeof patient !== 'string' || patients.size === 0 || patients.has(patient)
    })
  })
}
