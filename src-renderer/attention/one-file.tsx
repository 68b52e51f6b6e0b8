import { Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { retryFile } from '../../shared/attention/retry-file.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import classes from './attention.module.css'

type Props = { sha256: string; reason: string; patientId: string; onDone(): void }

/** The bytes of a document that did not get where they are to be: what is safe, and another try. */
export function OneFile({ sha256, reason, patientId, onDone }: Props) {
  const retry = useRun(retryFile, {
    onSuccess: () => {
      notify('It is tried again now.')
      onDone()
    },
    onError: (error) => notify(wordsFor(error), 'problem'),
  })
  return (
    <>
      <Text size="sm">{wordsOf(reason)}</Text>
      <Group mt={16}>
        {/* what is damaged here does not become whole by being sent */}
        {reason !== 'file.damaged' && (
          <Button loading={retry.isPending} onClick={() => retry.mutate({ sha256 })}>
            Try again now
          </Button>
        )}
        <Link
          className={classes['link']}
          to="/chart/$patientId/$section"
          params={{ patientId, section: 'documents' }}
        >
          Documents of the chart
        </Link>
      </Group>
    </>
  )
}
