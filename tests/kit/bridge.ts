/** Calls through the door of a page, as another screen or window of the same person makes them. */
import type { Page } from 'playwright-core'
import type { Reply } from '../../shared/kernel/errors.ts'

type Bridge = { holdfast: Record<'run' | 'ask', (name: string, input: unknown) => Promise<Reply>> }

export const runOn = (page: Page, name: string, input: unknown): Promise<Reply> =>
  page.evaluate(([call, given]) => (globalThis as unknown as Bridge).holdfast.run(call, given), [
    name,
    input,
  ] as const)

/** The answer; throws the reason of a refusal. */
export async function askOn<T>(page: Page, name: string, input: unknown): Promise<T> {
  const reply = await page.evaluate(
    ([call, given]) => (globalThis as unknown as Bridge).holdfast.ask(call, given),
    [name, input] as const,
  )
  if (!reply.ok) throw new Error(reply.error.reason)
  return reply.value as T
}
