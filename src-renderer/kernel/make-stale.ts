/** What to do about answers once something they were made of has changed. */
import type { Query, QueryClient } from '@tanstack/react-query'

/** Whose first answer is waited for, to be asked again. */
const awaited = new WeakSet<Query>()

/**
 * Makes stale what `matches`, and asks again for what is on the screen. An answer that is still on its way may have been made before the
 * change, and be longer on the way than the news of it. TanStack Query asks again where there was an answer before; where this is the
 * first one it takes it for the answer to both, so it is asked again once that one is here.
 */
export function makeStale(client: QueryClient, matches: (query: Query) => boolean): void {
  const first = client.getQueryCache().findAll({
    predicate: (query) =>
      query.state.fetchStatus === 'fetching' && query.state.data === undefined && matches(query),
  })
  void client.invalidateQueries({ predicate: matches })
  for (const query of first) {
    // once, however much changes meanwhile
    if (awaited.has(query)) continue
    awaited.add(query)
    const again = () => {
      awaited.delete(query)
      return client.invalidateQueries({ queryKey: query.queryKey, exact: true })
    }
    // what is under way is waited for, and not begun a second time; of its failure whoever asked hears
    void client.fetchQuery({ ...query.options, queryKey: query.queryKey }).then(again, again)
  }
}
