/** News of a change and answers come by ways of their own: whichever is first, what is shown in the end was made after the change. */
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, onTestFinished, test } from 'vitest'
import { makeStale } from '../../../src-renderer/kernel/make-stale.ts'

const queryKey = ['chart', 1]

/** A query that is on the screen, and each of whose answers comes when it is let. */
function shown() {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Infinity, retry: false, networkMode: 'always' } },
  })
  const asked: PromiseWithResolvers<string>[] = []
  const observer = new QueryObserver(client, {
    queryKey,
    queryFn: () => {
      const answer = Promise.withResolvers<string>()
      asked.push(answer)
      return answer.promise
    },
  })
  onTestFinished(observer.subscribe(() => undefined))
  onTestFinished(() => client.clear())
  const change = () => makeStale(client, (query) => query.queryKey[0] === queryKey[0])
  return { client, asked, observer, change }
}

test('a first answer that was on its way when something changed is asked for again, once', async () => {
  const { client, asked, observer, change } = shown()
  expect(asked).toHaveLength(1)
  change()
  change()
  expect(asked).toHaveLength(1)
  asked[0]!.resolve('as it was')
  await expect.poll(() => asked.length).toBe(2)
  asked[1]!.resolve('as it is')
  await expect.poll(() => observer.getCurrentResult().data).toBe('as it is')
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect([asked.length, client.isFetching()]).toEqual([2, 0])
})

test('one that failed is asked for again too', async () => {
  const { asked, observer, change } = shown()
  change()
  asked[0]!.reject(new Error('the row was away'))
  await expect.poll(() => asked.length).toBe(2)
  asked[1]!.resolve('as it is')
  await expect.poll(() => observer.getCurrentResult().data).toBe('as it is')
})

test('a later answer on its way is replaced by the one that is asked for now', async () => {
  const { asked, observer, change } = shown()
  asked[0]!.resolve('first')
  await expect.poll(() => observer.getCurrentResult().data).toBe('first')
  change()
  change()
  await expect.poll(() => asked.length).toBe(3)
  asked[2]!.resolve('last')
  asked[1]!.resolve('too late')
  await expect.poll(() => observer.getCurrentResult().data).toBe('last')
})

test('what it is not about is not asked for again', async () => {
  const { client, asked, observer } = shown()
  makeStale(client, () => false)
  asked[0]!.resolve('as it is')
  await expect.poll(() => observer.getCurrentResult().data).toBe('as it is')
  expect(asked).toHaveLength(1)
})

test('one that is asked for ahead, and not shown yet, is made stale when it is here', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  onTestFinished(() => client.clear())
  const answer = Promise.withResolvers<string>()
  const ahead = client.fetchQuery({ queryKey, queryFn: () => answer.promise })
  makeStale(client, () => true)
  answer.resolve('as it was')
  await ahead
  await expect.poll(() => client.getQueryState(queryKey)?.isInvalidated).toBe(true)
})
