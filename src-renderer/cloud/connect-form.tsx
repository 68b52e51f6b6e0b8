import { Button } from '@mantine/core'
import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { connectCloud } from '../../shared/cloud/connect-cloud.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { run } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { wordsFor } from '../kernel/words.ts'
import { counted } from './connection-words.ts'
import { CloudFields } from './cloud-fields.tsx'
import classes from './cloud.module.css'

type Form = z.input<typeof connectCloud.input>

type Props = Readonly<{ mayConnect: boolean; isProofLost: boolean; toSend: number }>

/** Names the cloud of a practice that has none yet; or lets a workstation come again whose proof was lost with its keychain. */
export function ConnectForm({ mayConnect, isProofLost, toSend }: Props) {
  const [problem, setProblem] = useState<string | null>(null)
  const form = useForm<Form>({
    resolver: zodResolver(connectCloud.input),
    mode: 'onTouched',
    defaultValues: { address: '', code: '' },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    try {
      await run(connectCloud, values)
      notify('Connected. What was done here is being sent.')
    } catch (error) {
      setProblem(error instanceof AppError ? wordsFor(error) : null)
    }
  })
  return (
    <section className={classes['connect']} aria-labelledby="connect-title">
      <h2 id="connect-title">
        {isProofLost
          ? 'This workstation has to come to the cloud again'
          : 'This workstation is not connected to a cloud'}
      </h2>
      <p className={classes['dim']}>
        {isProofLost
          ? 'What it proved itself with was lost with its keychain. Everything done here is kept, and is sent as soon as it has come again with a one-time code.'
          : 'It works whole without one. Once connected, everything done here is sent to the practice’s cloud and other workstations can join.'}{' '}
        {toSend > 0 && `${counted(toSend, 'change waits', 'changes wait')} to be sent.`}
      </p>
      {mayConnect ? (
        <form className={classes['form']} onSubmit={(event) => void submit(event)} noValidate>
          <CloudFields
            register={form.register}
            errors={errors}
            codeFrom={
              isProofLost
                ? 'From another workstation of the practice: Cloud, Add a workstation. Or from those who run the cloud. Good for ten minutes.'
                : 'From those who run the cloud: npm run cloud -- code. Good for ten minutes.'
            }
          />
          <div role="alert" hidden={problem === null} className={classes['problem']}>
            {problem}
          </div>
          <Button type="submit" size="sm" loading={isSubmitting} className={classes['go']}>
            Connect
          </Button>
        </form>
      ) : (
        <p className={classes['dim']}>An administrator can connect it.</p>
      )}
    </section>
  )
}
