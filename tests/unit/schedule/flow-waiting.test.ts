import { describe, expect, test } from 'vitest'
import { isSaidAlready, refuseStep, takenSteps } from '../../../shared/schedule/allowed-step.ts'
import type { FlowLine } from '../../../shared/schedule/get-flow.ts'
import { minuteOf } from '../../../shared/schedule/appointment.ts'
import { stageOf, stages } from '../../../shared/schedule/stage.ts'
import type { Step, StepKind } from '../../../shared/schedule/step.ts'
import { expected, withWaiting } from '../../../src-renderer/schedule/flow-waiting.ts'

const now = '2026-03-02T15:00:00.000Z'
const [before, after] = ['2026-03-02T14:30:00.000Z', '2026-03-02T15:30:00.000Z']

const step = (kind: StepKind, at: string): Step => ({
  id: `${kind} ${at}`,
  kind,
  at,
  by: 'somebody',
  roomId: null,
  reason: '',
  note: '',
})

/** An appointment at a stage, as its steps say it. */
const at = (stage: (typeof stages)[number], startsAt: string) => ({
  plan: { cancelled: stage === 'cancelled' || stage === 'rescheduled', startsAt },
  steps: stage === 'scheduled' ? [] : [step(stage, '2026-03-02T14:00:00.000Z')],
})

describe('a step that is shown before it is taken', () => {
  test.each(stages.flatMap((stage) => [before, after].map((startsAt) => ({ stage, startsAt }))))(
    'at $stage, due $startsAt: only what is taken is shown, and as it comes out',
    ({ stage, startsAt }) => {
      const said = at(stage, startsAt)
      expect(stageOf(said)).toBe(stage)
      for (const kind of takenSteps) {
        const known = expected({ stage, startMin: minuteOf(startsAt) }, kind, 'room', now)
        if (known === null) continue
        // throws where it is refused
        refuseStep(said, kind, now)
        const then = isSaidAlready(said, kind, 'room')
          ? stage
          : stageOf({ ...said, steps: [...said.steps, step(kind, now)] })
        expect([kind, known.stage]).toEqual([kind, then])
      }
    },
  )

  test('what somebody at the desk does all day is shown at once', () => {
    const shown = (stage: FlowLine['stage'], kind: (typeof takenSteps)[number], startsAt = before) =>
      expected({ stage, startMin: minuteOf(startsAt) }, kind, null, now)?.stage ?? null
    expect([
      shown('scheduled', 'confirmed'),
      shown('confirmed', 'unconfirmed'),
      shown('confirmed', 'arrived', after),
      shown('arrived', 'roomed'),
      shown('roomed', 'with-provider'),
      shown('with-provider', 'checkout'),
      shown('checkout', 'left'),
      shown('scheduled', 'no-show'),
      shown('scheduled', 'no-show', after),
    ]).toEqual([
      'confirmed',
      'scheduled',
      'arrived',
      'roomed',
      'with-provider',
      'checkout',
      'left',
      'no-show',
      null,
    ])
  })

  test('only the lines that wait are other objects', () => {
    const lines = [{ appointmentId: 'one' }, { appointmentId: 'two' }] as FlowLine[]
    const drawn = withWaiting(lines, new Map([['two', { stage: 'arrived', stageAt: now }]]))
    expect(drawn[0]).toBe(lines[0])
    expect(drawn[1]).toEqual({ appointmentId: 'two', stage: 'arrived', stageAt: now })
    expect(withWaiting(lines, new Map())).toBe(lines)
  })
})
