import { Button, Modal, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import {
  purposes,
  purposeWords,
  recipients,
  recipientWords,
  type HandingOut,
} from '../../shared/auditing/handing-out.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './auditing.module.css'

type Props = Readonly<{
  opened: boolean
  title: string
  lead: string
  go: string
  first: HandingOut
  /** Resolves when it has left. Throws AppError. */
  onGo(handingOut: HandingOut): Promise<void>
  onDone(): void
}>

/** Before a report leaves the workstation: for whom, and why. */
export function HandOut({ opened, title, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.onDone} title={title} size="md" transitionProps={{ duration: 0 }}>
      <Form {...rest} />
    </Modal>
  )
}

function Form({ lead, go, first, onGo, onDone }: Omit<Props, 'opened' | 'title'>) {
  const [{ recipient, purpose }, setOut] = useState(first)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async () => {
    setIsBusy(true)
    setProblem(null)
    try {
      await onGo({ recipient, purpose })
      onDone()
    } catch (error) {
      setProblem(wordsFor(error instanceof AppError ? error : new AppError('Bug', 'unexpected')))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className={classes['dim']}>{lead}</p>
      <NativeSelect
        size="sm"
        label="For whom"
        data={recipients.map((value) => ({ value, label: recipientWords[value] }))}
        value={recipient}
        onChange={({ currentTarget: { value } }) =>
          setOut({ purpose, recipient: recipients.find((each) => each === value) ?? recipient })
        }
        data-autofocus
      />
      <NativeSelect
        size="sm"
        label="Why"
        data={purposes.map((value) => ({ value, label: purposeWords[value] }))}
        value={purpose}
        onChange={({ currentTarget: { value } }) =>
          setOut({ recipient, purpose: purposes.find((each) => each === value) ?? purpose })
        }
      />
      {problem && (
        <p className={classes['problem']} role="alert">
          {problem}
        </p>
      )}
      <Button type="submit" className={classes['go'] ?? ''} loading={isBusy}>
        {go}
      </Button>
    </form>
  )
}
