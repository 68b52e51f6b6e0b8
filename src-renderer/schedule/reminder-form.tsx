/** How the practice reminds: by what, when, in which words; and beside it what that becomes. */
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { fillings, languages } from '../../shared/schedule/reminding/templates.ts'
import { getReminderPolicy, saveReminderPolicy } from '../../shared/schedule/save-reminder-policy.ts'
import administration from '../access/administration.module.css'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { ReminderPreview } from './reminder-preview.tsx'
import {
  beforeText,
  languageWords,
  policyFaults,
  policyOf,
  policyValues,
  type Policy,
  type PolicyValues,
} from './reminder-values.ts'
import classes from './setup.module.css'

const hours = [168, 72, 48, 24, 3, 2] as const
const most = 4

export function ReminderSetup() {
  const { data, error } = useAsk(getReminderPolicy, {})
  if (error) return <Problem>{wordsFor(error)}</Problem>
  return data ? <ReminderForm key={data.version} version={data.version} policy={data.policy} /> : null
}

function ReminderForm({ version, policy: kept }: { version: number | null; policy: Policy }) {
  const { practiceName } = useMe()
  const [values, setValues] = useState(() => policyValues(kept))
  const edit = (some: Partial<PolicyValues>) => setValues((before) => ({ ...before, ...some }))
  const save = useRun(saveReminderPolicy, {
    onSuccess: () => notify(version === null ? 'Saved. Patients are reminded from now on.' : 'Saved.'),
  })
  const policy = policyOf(values)
  const faults = policyFaults(values)
  const isOff = !values.email && !values.text
  const offered = [...new Set([...hours, ...kept.hoursBefore])].toSorted((a, b) => b - a)
  return (
    <div className={classes['scroll']}>
      <div className={classes['beside']}>
        <form
          className={classes['form']}
          aria-label="Reminders"
          onSubmit={(event) => {
            event.preventDefault()
            if (policy && !save.isPending) save.mutate({ version, policy })
          }}
        >
          {version === null && (
            <p className={administration['notice']}>
              Nobody is reminded yet. This is what is suggested; reminders begin once it is saved and the
              practice’s cloud has a way to send them.
            </p>
          )}
          <h2>By what</h2>
          <div className={administration['pair']}>
            <Checkbox
              label="Text message"
              description="To a mobile phone; answered by a letter."
              checked={values.text}
              onChange={({ currentTarget }) => edit({ text: currentTarget.checked })}
            />
            <Checkbox
              label="E-mail"
              description="Where there is no mobile phone."
              checked={values.email}
              onChange={({ currentTarget }) => edit({ email: currentTarget.checked })}
            />
          </div>
          <h2>When</h2>
          <Checkbox.Group
            label={`Before the visit, up to ${most} times`}
            value={values.hoursBefore.map(String)}
            onChange={(chosen) => edit({ hoursBefore: chosen.map(Number).slice(0, most) })}
          >
            <div className={classes['choices']}>
              {offered.map((each) => (
                <Checkbox
                  key={each}
                  value={String(each)}
                  label={beforeText(each)}
                  disabled={values.hoursBefore.length >= most && !values.hoursBefore.includes(each)}
                />
              ))}
            </div>
          </Checkbox.Group>
          <div className={administration['pair']}>
            <TextInput
              label="Never sent from"
              autoComplete="off"
              error={faults.quietFrom}
              value={values.quietFrom}
              onChange={({ currentTarget: { value } }) => edit({ quietFrom: value })}
            />
            <TextInput
              label="until"
              autoComplete="off"
              error={faults.quietTo}
              value={values.quietTo}
              onChange={({ currentTarget: { value } }) => edit({ quietTo: value })}
            />
          </div>
          <h2>Words</h2>
          <div className={administration['pair']}>
            <TextInput
              label="The practice is called"
              placeholder={practiceName}
              maxLength={120}
              autoComplete="off"
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              description="Another name where its own says what patients come for."
              value={values.sender}
              onChange={({ currentTarget: { value } }) => edit({ sender: value })}
            />
            <TextInput
              label="Phone for questions"
              maxLength={60}
              autoComplete="off"
              value={values.phone}
              onChange={({ currentTarget: { value } }) => edit({ phone: value })}
            />
          </div>
          {languages.map((language) => (
            <Textarea
              key={language}
              label={`In ${languageWords[language]}`}
              placeholder="The usual words"
              autosize
              minRows={2}
              maxRows={6}
              maxLength={600}
              error={faults[language]}
              value={values.templates[language]}
              onChange={({ currentTarget: { value } }) =>
                edit({ templates: { ...values.templates, [language]: value } })
              }
            />
          ))}
          <p className={classes['dim']}>
            Filled in: {fillings.map((name) => `{${name}}`).join(', ')}. Nothing else can be, so that no
            message says who comes, to whom or what for.
          </p>
          <Checkbox
            label="Whoever answers X has called off"
            description="Otherwise the desk is asked to: it is under Answers on the schedule."
            checked={values.mayCancel}
            onChange={({ currentTarget }) => edit({ mayCancel: currentTarget.checked })}
          />
          {save.error && (
            <p role="alert" className={administration['problem']}>
              {wordsFor(save.error)}
            </p>
          )}
          <div className={administration['buttons']}>
            <Button type="submit" loading={save.isPending} disabled={policy === null}>
              {version === null ? 'Begin to remind' : 'Save'}
            </Button>
            {isOff && <span className={classes['dim']}>By nothing: nobody is reminded.</span>}
          </div>
        </form>
        <ReminderPreview policy={policy} values={values} />
      </div>
    </div>
  )
}
