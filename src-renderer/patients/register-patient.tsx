/** Registering a patient: a draft from the first key, with who might already be the same person beside it. */
import { Button, Checkbox } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import { AppError } from '../../shared/kernel/errors.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { useDraft } from '../kernel/draft.ts'
import { run } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { Page } from '../kernel/page.tsx'
import { sentBefore, useSending, type Sending } from '../kernel/sending.ts'
import { wordsFor } from '../kernel/words.ts'
import { DemographicsForm } from './demographics-form.tsx'
import { emptyForm, withoutBlanks, type FormValues } from './demographics-values.ts'
import { DraftState } from './draft-state.tsx'
import { DuplicatesPanel, useDuplicates } from './duplicates-panel.tsx'
import { formResolver } from './form-schema.ts'
import classes from './demographics-form.module.css'

export function RegisterPatient() {
  const draft = useDraft<FormValues & Partial<Sending>>('patients.register', '')
  const sending = useSending<FormValues>(draft)
  const navigate = useNavigate()
  const [elsewhere, setElsewhere] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const form = useForm<FormValues>({ defaultValues: emptyForm, mode: 'onTouched', resolver: formResolver })
  const candidates = useDuplicates(form.control, null)
  const sure = candidates.some((candidate) => candidate.sure)
  const { found } = draft
  const { keep } = sending

  const restoring = useRef(false)
  useEffect(() => {
    if (!found) return
    restoring.current = true
    const { commandId: _id, sent, ...values } = found
    form.reset({ ...emptyForm, ...values }, { keepDefaultValues: true })
    restoring.current = false
    if (sent) setProblem(sentBefore)
  }, [found, form])
  useEffect(() => {
    const watching = form.watch((values) => {
      // what came back is kept already
      if (!restoring.current) keep(values as FormValues)
    })
    return () => watching.unsubscribe()
  }, [form, keep])

  const submit = form.handleSubmit(async (values) => {
    const { demographics, coverages } = withoutBlanks(values)
    const { places } = values
    try {
      const made = await sending.send(values, (commandId) =>
        run(registerPatient, { demographics, coverages, places, notADuplicate: elsewhere }, commandId),
      )
      await draft.discard()
      notify(`Registered with record number ${made.mrn}.`)
      void navigate({
        to: '/chart/$patientId/$section',
        params: { patientId: made.patientId, section: 'summary' },
      })
    } catch (error) {
      if (error instanceof AppError) setProblem(wordsFor(error))
    }
  })
  useHotkeys([['mod+Enter', () => void submit()]], [])

  return (
    <Page title="Register patient">
      <FormProvider {...form}>
        <form className={classes['layout']} onSubmit={(event) => void submit(event)} noValidate>
          <div className={classes['scroll']}>
            {draft.found !== undefined && <DemographicsForm editing={false} />}
          </div>
          <aside className={classes['aside']}>
            {problem && (
              <div role="alert" className={classes['notice']}>
                {problem}
              </div>
            )}
            <DuplicatesPanel candidates={candidates} />
            {sure && (
              <Checkbox
                mt="md"
                label="None of these is the person being registered"
                checked={elsewhere}
                onChange={(event) => setElsewhere(event.currentTarget.checked)}
              />
            )}
          </aside>
          <div className={classes['actions']}>
            <Button type="submit" size="sm" loading={form.formState.isSubmitting}>
              Register patient
            </Button>
            <Button
              variant="subtle"
              color="gray"
              size="sm"
              onClick={() => void draft.discard().then(() => navigate({ to: '/patients' }))}
            >
              Discard
            </Button>
            <DraftState draft={draft} dirty={form.formState.isDirty} />
          </div>
        </form>
      </FormProvider>
    </Page>
  )
}
