import { Button } from '@mantine/core'
import type { AppError } from '../../shared/kernel/errors.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { wordsFor } from '../kernel/words.ts'

/** Out of use and back. `set` is told whether it is archived from now on, and resolves when it is. */
export function ArchiveButton({
  name,
  archived,
  set,
  undo,
}: {
  name: string
  archived: boolean
  set(archived: boolean): Promise<unknown>
  undo(): Promise<unknown>
}) {
  const failed = (error: unknown) => notify(wordsFor(error as AppError), 'problem')
  const press = () =>
    set(!archived).then(
      () =>
        archived
          ? notify('It is offered again.')
          : notifyUndo(`“${name}” is archived.`, () => void undo().catch(failed)),
      failed,
    )
  return (
    <Button variant="default" onClick={() => void press()}>
      {archived ? 'Take it back into use' : 'Archive'}
    </Button>
  )
}
