/** Who comes in first when the cloud is full, who waits, and who is asked to come again. */
import { describe, expect, test } from 'vitest'
import { Admission, PracticeQueue, classes } from '../../../src-cloud/http/admission.ts'
import { AppError } from '../../../shared/kernel/errors.ts'

/** Work that ends when it is told to. */
function held(): Readonly<{ work: () => Promise<string>; end(): void; begun(): boolean }> {
  let end: () => void = () => undefined
  let begun = false
  const ended = new Promise<void>((resolve) => (end = resolve))
  return {
    work: async () => {
      begun = true
      await ended
      return 'done'
    },
    end: () => end(),
    begun: () => begun,
  }
}
const turns = async () => {
  for (let n = 0; n < 10; n += 1) await Promise.resolve()
}
const everyLine = Object.fromEntries(classes.map((each) => [each, 9])) as Record<
  (typeof classes)[number],
  number
>

describe('places in the cloud', () => {
  test('go to who reads the log of all workstations after everybody but who fetches a snapshot', async () => {
    const admission = new Admission({ atOnce: 1, waiting: everyLine })
    const first = held()
    const order: string[] = []
    const running = admission.run('pull', first.work)
    const others = (['hydrate', 'audit-read', 'blobs', 'audit', 'push'] as const).map((each) =>
      admission.run(each, async () => {
        order.push(each)
      }),
    )
    first.end()
    await Promise.all([running, ...others])
    expect(order).toEqual(['push', 'audit', 'blobs', 'audit-read', 'hydrate'])
  })

  test('go to who pushes before who pulls, whoever came first', async () => {
    const admission = new Admission({ atOnce: 1, waiting: everyLine })
    const first = held()
    const order: string[] = []
    const running = admission.run('pull', first.work)
    const others = (['hydrate', 'pull', 'backlog', 'push'] as const).map((each) =>
      admission.run(each, async () => {
        order.push(each)
      }),
    )
    first.end()
    await Promise.all([running, ...others])
    expect(order).toEqual(['push', 'backlog', 'pull', 'hydrate'])
    expect(admission.working).toBe(0)
  })

  test('are never all taken by what has piled up', async () => {
    const admission = new Admission({ atOnce: 3, waiting: everyLine, atMost: { backlog: 2 } })
    const backlogs = [held(), held(), held()]
    const running = backlogs.map(({ work }) => admission.run('backlog', work))
    await turns()
    expect(backlogs.map(({ begun }) => begun())).toEqual([true, true, false])
    await expect(admission.run('push', async () => 'at once')).resolves.toBe('at once')
    expect(backlogs[2]?.begun()).toBe(false)
    for (const { end } of backlogs) end()
    await expect(Promise.all(running)).resolves.toEqual(['done', 'done', 'done'])
  })

  test('who finds the line full is asked to come again, and nobody else', async () => {
    const admission = new Admission({ atOnce: 1, waiting: { ...everyLine, pull: 1 } })
    const first = held()
    const running = [admission.run('push', first.work), admission.run('pull', async () => 'waited')]
    await expect(admission.run('pull', async () => 'never')).rejects.toEqual(
      new AppError('Unavailable', 'cloud.busy'),
    )
    first.end()
    await expect(Promise.all(running)).resolves.toEqual(['done', 'waited'])
  })

  test('are given back by what fails', async () => {
    const admission = new Admission({ atOnce: 1, waiting: everyLine })
    await expect(
      admission.run('push', async () => {
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    await expect(admission.run('push', async () => 'next')).resolves.toBe('next')
  })
})

describe('the line of a practice', () => {
  test('is one at a time, and no concern of another practice', async () => {
    const queue = new PracticeQueue(9)
    const [first, second, other] = [held(), held(), held()]
    const running = [
      queue.run('a', 'backlog', first.work),
      queue.run('a', 'backlog', second.work),
      queue.run('b', 'backlog', other.work),
    ]
    await turns()
    expect([first, second, other].map(({ begun }) => begun())).toEqual([true, false, true])
    first.end()
    await turns()
    expect(second.begun()).toBe(true)
    for (const { end } of [second, other]) end()
    await expect(Promise.all(running)).resolves.toEqual(['done', 'done', 'done'])
  })

  test('lets what somebody has just done pass what has piled up', async () => {
    const queue = new PracticeQueue(9)
    const first = held()
    const order: string[] = []
    const running = queue.run('a', 'backlog', first.work)
    const others = (['backlog', 'backlog', 'push'] as const).map((kind, n) =>
      queue.run('a', kind, async () => {
        order.push(`${kind} ${n}`)
      }),
    )
    first.end()
    await Promise.all([running, ...others])
    expect(order).toEqual(['push 2', 'backlog 0', 'backlog 1'])
  })

  test('turns away who finds it full, goes on after what fails, and keeps nothing', async () => {
    const queue = new PracticeQueue(1)
    const first = held()
    const running = queue.run('a', 'push', async () => {
      await first.work()
      throw new Error('no')
    })
    const waiting = queue.run('a', 'push', async () => 'waited')
    await expect(queue.run('a', 'push', async () => 'never')).rejects.toEqual(
      new AppError('Unavailable', 'cloud.busy'),
    )
    first.end()
    await expect(running).rejects.toThrow('no')
    await expect(waiting).resolves.toBe('waited')
    await expect(queue.run('a', 'backlog', async () => 'again')).resolves.toBe('again')
  })
})
