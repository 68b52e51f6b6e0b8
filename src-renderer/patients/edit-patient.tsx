/** Editing demographics: a draft like registering, and where somebody else was faster, both versions side by side. */
import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { editPatient } from '../../shared/patients/edit-patient.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { PatientHeading } from '../charting/patient-heading.tsx'
import { useDraft } from '../kernel/draft.ts'
import { run } from '../kernel/holdfast.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { Page, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { sentBefore, useSending, type Sending } from '../kernel/sending.ts'
import { wordsFor } from '../kernel/words.ts'
import { Compare } from './compare.tsx'
import { DemographicsForm } from './demographics-form.tsx'
import { formOf, withoutBlanks, type FormValues } from './demographics-values.ts'
import { DraftState } from './draft-state.tsx'
import { DuplicatesPanel, useDuplicates } from './duplicates-panel.tsx'
import { formResolver } from './form-schema.ts'
import classes from './demographics-form.module.css'

type Loaded = OutputOf<typeof getPatient>
/** A draft knows which version it was begun on. */
type Kept = FormValues & { version: number }
type Draft = ReturnType<typeof useDraft<Kept & Partial<Sending>>>

export function EditPatient({ patientId }: { patientId: string }) {
  const present = useAsk(getPatient, { patientId })
  const draft = useDraft<Kept & Partial<Sending>>('patients.edit', patientId)
  if (present.error) return <Problem>{wordsFor(present.error)}</Problem>
  if (!present.data || draft.found === undefined) return null
  return <Editing patientId={patientId} present={present.data} draft={draft} />
}

/** What a draft holds of the form, without what it keeps beside it. */
function valuesIn(kept: Draft['found']): Partial<FormValues> {
  if (!kept) return {}
  const { version: _version, commandId: _id, sent: _sent, ...values } = kept
  return values
}

function Editing({ patientId, present, draft }: { patientId: string; present: Loaded; draft: Draft }) {
  const navigate = useNavigate()
  const version = useRef(draft.found?.version ?? present.version)
  const opened = useRef(formOf(present))
  const sending = useSending<Kept>(draft)
  const [problem, setProblem] = useState<string | null>(draft.found?.sent ? sentBefore : null)
  const [overtaken, setOvertaken] = useState(false)
  const form = useForm<FormValues>({
    defaultValues: { ...opened.current, ...valuesIn(draft.found) },
    mode: 'onTouched',
    resolver: formResolver,
  })
  const candidates = useDuplicates(form.control, patientId)
  const { keep } = sending

  useEffect(() => {
    const watching = form.watch((values) => keep({ ...(values as FormValues), version: version.current }))
    return () => watching.unsubscribe()
  }, [form, keep])

  const leave = () =>
    void navigate({ to: '/chart/$patientId/$section', params: { patientId, section: 'summary' } })
  const submit = form.handleSubmit(async (values) => {
    try {
      const before = opened.current
      const kept = { ...values, version: version.current }
      const after = await sending.send(kept, (commandId) =>
        run(editPatient, { patientId, version: kept.version, ...withoutBlanks(values) }, commandId),
      )
      await draft.discard()
      notifyUndo(
        'Demographics saved.',
        () =>
          void run(editPatient, { patientId, version: after.version, ...withoutBlanks(before) }).catch(
            (error: unknown) => error instanceof AppError && notify(wordsFor(error), 'problem'),
          ),
      )
      leave()
    } catch (error) {
      if (!(error instanceof AppError)) return
      setProblem(wordsFor(error))
      setOvertaken(error.reason === 'row.changed')
    }
  })
  useHotkeys([['mod+Enter', () => void submit()]], [])

  return (
    <Page title="Edit demographics" note={<PatientHeading patient={present.patient} />}>
      <FormProvider {...form}>
        <form className={classes['layout']} onSubmit={(event) => void submit(event)} noValidate>
          <div className={classes['scroll']}>
            <DemographicsForm editing />
          </div>
          <aside className={classes['aside']}>
            {problem && (
              <div role="alert" className={classes['notice']}>
                {problem}
              </div>
            )}
            {overtaken && (
              <Compare
                mine={form.getValues()}
                present={formOf(present)}
                onKeepMine={() => {
                  version.current = present.version
                  setOvertaken(false)
                  setProblem(null)
                  void submit()
                }}
                onTakePresent={() => {
                  version.current = present.version
                  opened.current = formOf(present)
                  form.reset(opened.current)
                  setOvertaken(false)
                  setProblem(null)
                }}
              />
            )}
            <DuplicatesPanel candidates={candidates} />
          </aside>
          <div className={classes['actions']}>
            <Button type="submit" size="sm" loading={form.formState.isSubmitting}>
              Save demographics
            </Button>
            <Button variant="subtle" color="gray" size="sm" onClick={() => void draft.discard().then(leave)}>
              Discard changes
            </Button>
            <DraftState draft={draft} dirty={form.formState.isDirty} />
          </div>
        </form>
      </FormProvider>
    </Page>
  )
}
