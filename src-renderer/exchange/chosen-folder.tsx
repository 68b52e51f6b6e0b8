import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { chooseFolder } from '../../shared/exchange/choose-folder.ts'
import { startImport } from '../../shared/exchange/start-import.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { useRun } from '../kernel/queries.ts'
import { sizeText } from '../kernel/size-text.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './import.module.css'

export type Choice = NonNullable<OutputOf<typeof chooseFolder>['choice']>

export function ChosenFolder({
  choice,
  onStarted,
  onCancel,
}: {
  choice: Choice
  onStarted(importId: string): void
  onCancel(): void
}) {
  const [source, setSource] = useState('')
  const start = useRun(startImport, { onSuccess: ({ importId }) => onStarted(importId) })
  return (
    <form
      className={classes['chosen']}
      onSubmit={(event) => {
        event.preventDefault()
        start.mutate({ token: choice.token, source })
      }}
    >
      <h2>{choice.folderName}</h2>
      <p className={classes['dim']}>
        {choice.files === 0
          ? 'There is no file in it that can be imported.'
          : `${choice.files.toLocaleString('en-US')} files, ${sizeText(choice.bytes)}`}
      </p>
      <TextInput
        mt="sm"
        label="Which system is it from?"
        description="Keeps its record ids apart from those of other systems. Use the same name when you import from it again."
        placeholder="Lakeside Clinic, old EHR"
        value={source}
        onChange={(event) => setSource(event.currentTarget.value)}
        autoComplete="off"
        autoFocus
      />
      {start.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(start.error)}
        </p>
      )}
      <Group mt="md" gap="xs">
        <Button type="submit" loading={start.isPending} disabled={choice.files === 0}>
          Import {choice.files.toLocaleString('en-US')} files
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          Not now
        </Button>
      </Group>
    </form>
  )
}
