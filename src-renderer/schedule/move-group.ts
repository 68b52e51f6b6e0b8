/** Everybody of a group to another time or place, by a form; on the grid it is done by hand (moves.ts). */
import { useMutation } from '@tanstack/react-query'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import { moveGroup } from '../../shared/schedule/book-group.ts'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import { run } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { doneWithUndo } from './offer-undo.ts'

type Plan = Pick<InputOf<typeof moveGroup>, 'startsAt' | 'minutes' | 'locationId' | 'providers' | 'places'>
type Asked = Readonly<{ plan: Plan; overbookReason: string; count: number }>

export function useMoveGroup(line: AppointmentLine, onDone: () => void) {
  const { appointmentId, startMin, minutes, locationId, providers, places } = line
  const before = { startsAt: instantOfMinute(startMin), minutes, locationId, providers, places }
  return useMutation<unknown, AppError, Asked>({
    mutationFn: ({ plan, overbookReason }) => run(moveGroup, { appointmentId, ...plan, overbookReason }),
    onSuccess: (_moved, { count }) => {
      doneWithUndo(`The group of ${count} is moved.`, () => {
        void run(moveGroup, { appointmentId, ...before }).then(
          () => notify('The group is back where it was.'),
          (error: unknown) =>
            notify(error instanceof AppError ? wordsFor(error) : wordsOf('unexpected'), 'problem'),
        )
      })
      onDone()
    },
  })
}
