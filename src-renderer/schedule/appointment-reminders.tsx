/** How a patient was reminded of an appointment, what they answered, what proves it; and by what they want no reminders. */
import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { getReminders } from '../../shared/schedule/get-reminders.ts'
import { setContactPreference } from '../../shared/schedule/set-contact-preference.ts'
import { ActForm } from '../access/act-form.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import classes from './lists.module.css'
import { reminderWords, repliedWords } from './reminder-words.ts'
import { whenText } from './when-text.ts'

type Shown = OutputOf<typeof getReminders>
type Props = Readonly<{
  patientId: string
  appointmentId: string
  startsAt: string
  zone: string
  mayWrite: boolean
}>

export function AppointmentReminders({ patientId, appointmentId, startsAt, zone, mayWrite }: Props) {
  const { data } = useAsk(getReminders, { patientId })
  const [changing, setChanging] = useState(false)
  if (!data) return null
  const own = data.reminders
    .filter((each) => each.appointmentId === appointmentId)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
  return (
    <section className={classes['reminders']} aria-label="Reminders">
      <h3>Reminders</h3>
      <div className={classes['wish']}>
        <span className={classes['dim']} role="status">
          {preferenceText(data)}
        </span>
        {mayWrite && !changing && (
          <Button size="compact-xs" variant="default" onClick={() => setChanging(true)}>
            Change<span className="hf-sr"> how they are reminded</span>
          </Button>
        )}
      </div>
      {changing && <Preference patientId={patientId} shown={data} onDone={() => setChanging(false)} />}
      {own.length === 0 ? (
        <p className={classes['dim']}>None was sent for this visit.</p>
      ) : (
        <ul>
          {own.map((each) => (
            <li key={each.reminderId}>
              <time dateTime={each.at}>{whenText(each.at, zone)}</time>
              <div>
                {reminderWords(each)}
                {each.startsAt !== startsAt && `, for ${whenText(each.startsAt, zone)}, as it was then`}
                {each.reply && (
                  <div>
                    {repliedWords(each.reply)}, {whenText(each.reply.at, zone)}
                  </div>
                )}
                <code title="The number it went out under: the sender’s own log has it too">
                  {each.reminderId}
                </code>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const languages = { en: 'English', es: 'Spanish' } as const

function preferenceText({ noEmail, noText, language }: Shown): string {
  const spoken = language ? `in ${languages[language]}` : 'in the language they speak'
  if (noEmail && noText) return 'They want none.'
  if (noText) return `By e-mail only, ${spoken}.`
  if (noEmail) return `By text only, ${spoken}.`
  return `By text or e-mail, ${spoken}.`
}

function Preference({ patientId, shown, onDone }: { patientId: string; shown: Shown; onDone(): void }) {
  const [text, setText] = useState(!shown.noText)
  const [email, setEmail] = useState(!shown.noEmail)
  const [language, setLanguage] = useState(shown.language ?? '')
  const save = useRun(setContactPreference, {
    onSuccess: onDone,
  })
  return (
    <ActForm
      title="How they are reminded"
      go="Save"
      busy={save.isPending}
      error={save.error}
      onGo={() =>
        save.mutate({
          patientId,
          noText: !text,
          noEmail: !email,
          language: language === 'en' || language === 'es' ? language : null,
        })
      }
      onDone={onDone}
    >
      <Checkbox
        label="By text message"
        checked={text}
        onChange={({ currentTarget }) => setText(currentTarget.checked)}
      />
      <Checkbox
        label="By e-mail"
        checked={email}
        onChange={({ currentTarget }) => setEmail(currentTarget.checked)}
      />
      <NativeSelect
        label="Language"
        value={language}
        data={[
          { value: '', label: 'The one they speak' },
          { value: 'en', label: 'English' },
          { value: 'es', label: 'Spanish' },
        ]}
        onChange={({ currentTarget: { value } }) => setLanguage(value)}
      />
    </ActForm>
  )
}
