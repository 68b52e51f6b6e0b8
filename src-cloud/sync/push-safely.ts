/** One op must not hold up those behind it, whatever is wrong with it, even where the fault is ours. */
import { pushOps, type PullRefusal, type Push, type PushReply } from '../../shared/sync/wire.ts'
import type { Executing } from '../executor/execute-push.ts'

type Answer = PushReply | PullRefusal
export type PushWith = (push: Push, executing: Executing) => Promise<Answer>

/**
 * Pushes all ops together. Where that fails and not because of the moment, each alone; and one that still fails is
 * refused as `server.error` and kept for a person. Throws what `isPassing` says may be tried again.
 */
export async function pushSafely(
  push: Push,
  executing: Executing,
  pushWith: PushWith,
  isPassing: (error: unknown) => boolean,
  failed: (error: unknown) => void,
): Promise<Answer> {
  const attempt = async (asked: Push, how: Executing): Promise<Answer | null> => {
    try {
      return await pushWith(asked, how)
    } catch (error) {
      if (isPassing(error)) throw error
      failed(error)
      return null
    }
  }
  const together = await attempt(push, executing)
  if (together) return together
  const refusing: Executing = { ...executing, refuseActor: () => 'server.error' }
  const results: PushReply['results'] = []
  let head = 0
  for (const op of push.ops.slice(0, pushOps)) {
    const alone = { ...push, ops: [op] }
    const answer = (await attempt(alone, executing)) ?? (await pushWith(alone, refusing))
    if ('refused' in answer) return answer
    results.push(...answer.results)
    head = answer.head
    if (answer.results.some(({ kind }) => kind === 'gap' || kind === 'fork')) break
  }
  return { results, head }
}
