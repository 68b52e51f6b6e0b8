import { Button } from '@mantine/core'
import { saveRevocations } from '../../shared/access/save-revocations.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import { takeList } from './take-revocations.ts'

/** The list of who is not to come in any more, as a file: fetched here, and brought in where there is no network. */
export function RevocationButtons() {
  const save = useRun(saveRevocations, {
    onSuccess: ({ saved }) =>
      saved &&
      notify(
        `Saved as ${saved.file}. At a computer without a network anybody can bring it in, from the sign-in screen.`,
      ),
    onError: (error) => notify(wordsFor(error), 'problem'),
  })
  const bring = async () => {
    const said = await takeList()
    if (said) notify(said.text, said.isProblem ? 'problem' : 'plain')
  }
  return (
    <div className={classes['buttons']} data-push role="group" aria-label="The list of revocations">
      <Button size="xs" variant="default" loading={save.isPending} onClick={() => save.mutate({})}>
        Save the list of revocations…
      </Button>
      <Button size="xs" variant="default" onClick={() => void bring()}>
        Bring in a list…
      </Button>
    </div>
  )
}
