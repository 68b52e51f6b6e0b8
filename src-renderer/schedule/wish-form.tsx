/** When and with whom somebody would come sooner: put on the waitlist, or changed on it. */
import { Checkbox, MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { AppError } from '../../shared/kernel/errors.ts'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { addToWaitlist, changeWaitlistEntry } from '../../shared/schedule/keep-waitlist.ts'
import { hoursText, readHours } from '../../shared/schedule/typed-hours.ts'
import { ActForm } from '../access/act-form.tsx'
import { dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import booking from './booking.module.css'
import days from './find-slot.module.css'
import { FindPatient } from './find-patient.tsx'
import type { Names } from './names.ts'
import type { Known } from './new-patient-values.ts'
import { wishesOf, wishFaults, wishValues, type WishStart, type WishValues } from './wish-values.ts'
import { WeekdayChoice } from './weekday-choice.tsx'

type Wishes = Omit<InputOf<typeof addToWaitlist>, 'patientId'>

export function AddToWaitlist({
  start,
  names,
  onDone,
}: {
  start: WishStart
  names: Names
  onDone(added: boolean): void
}) {
  const [text, setText] = useState('')
  const [who, setWho] = useState<Known | null>(start.patient ?? null)
  const add = useRun(addToWaitlist, {
    onSuccess: () => {
      // the list says it itself
      if (start.patient) notify(`${who?.name ?? ''} is on the waitlist.`)
      onDone(true)
    },
  })
  // who was chosen is left behind: whoever types goes on with what is asked next
  const box = useRef<HTMLDivElement>(null)
  const isChosen = who !== null && !start.patient
  useEffect(() => {
    if (isChosen) box.current?.querySelector('select')?.focus()
  }, [isChosen])
  return (
    <div ref={box}>
      <WishForm
        title={start.appointmentId ? 'Wants an earlier time' : 'Put on the waitlist'}
        {...(start.appointmentId && {
          lead: 'They keep this appointment until they take another time; what becomes free before it is offered.',
        })}
        go="Put on the waitlist"
        start={start}
        names={names}
        busy={add.isPending}
        error={add.error}
        ready={who !== null}
        onGo={(wishes) => who && add.mutate({ patientId: who.patientId, ...wishes })}
        onDone={() => onDone(false)}
      >
        {start.appointmentId ? null : who ? (
          <WhoLine who={who} {...(!start.patient && { onChange: () => setWho(null) })} />
        ) : (
          <FindPatient text={text} onText={setText} onKnown={setWho} />
        )}
      </WishForm>
    </div>
  )
}

export function WhoLine({ who, onChange }: { who: Known; onChange?: () => void }) {
  return (
    <div className={booking['who']}>
      <span>
        <strong>{who.name}</strong>
        {' · '}
        {who.birthDate ? `born ${dateText(who.birthDate)}` : 'birth date unknown'} · MRN {who.mrn}
      </span>
      {onChange && (
        <button type="button" className={booking['more']} aria-label="Change the patient" onClick={onChange}>
          Change
        </button>
      )}
    </div>
  )
}

export function ChangeWishes({
  about,
  start,
  names,
  onDone,
}: {
  about: Pick<InputOf<typeof changeWaitlistEntry>, 'patientId' | 'waitlistEntryId' | 'version'>
  start: WishStart
  names: Names
  onDone(): void
}) {
  const change = useRun(changeWaitlistEntry, {
    onSuccess: onDone,
  })
  // of the line as it was when the form was opened: whoever was faster is not written over
  const [seen] = useState(about)
  return (
    <WishForm
      title="Change what they wish"
      go="Save"
      start={start}
      names={names}
      busy={change.isPending}
      error={change.error}
      onGo={(wishes) => change.mutate({ ...seen, ...wishes })}
      onDone={onDone}
    />
  )
}

function WishForm({
  title,
  lead,
  go,
  start,
  names,
  busy,
  error,
  ready = true,
  onGo,
  onDone,
  children,
}: {
  title: string
  lead?: string
  go: string
  start: WishStart
  names: Names
  busy: boolean
  error: AppError | null
  ready?: boolean
  onGo(wishes: Wishes): void
  onDone(): void
  children?: ReactNode
}) {
  const { today } = useMe()
  const [values, setValues] = useState(() => wishValues(names, start, today))
  const edit = (more: Partial<WishValues>) => setValues((before) => ({ ...before, ...more }))
  const faults = wishFaults(values)
  const wishes = wishesOf(values)
  const hours = readHours(values.times)
  const places = names.locations.filter(
    ({ active, locationId }) => active || values.locations.includes(locationId),
  )
  return (
    <ActForm
      title={title}
      {...(lead !== undefined && { lead })}
      go={go}
      busy={busy}
      error={error}
      ready={ready && wishes !== null}
      onGo={() => wishes && onGo(wishes)}
      onDone={onDone}
    >
      {children}
      <NativeSelect
        label="Kind of visit"
        value={values.visitTypeId}
        data={names.visitTypes
          .filter(({ active, visitTypeId }) => active || visitTypeId === values.visitTypeId)
          .map(({ visitTypeId, name, minutes }) => ({
            value: visitTypeId,
            label: `${name}, ${minutes} min`,
          }))}
        onChange={({ currentTarget: { value } }) => edit({ visitTypeId: value })}
      />
      <MultiSelect
        label="With"
        placeholder={values.providers.length === 0 ? 'Anybody' : ''}
        data={names.resources
          .filter(
            ({ kind, active, resourceId }) =>
              kind === 'provider' && (active || values.providers.includes(resourceId)),
          )
          .map(({ resourceId, name }) => ({ value: resourceId, label: name }))}
        value={values.providers}
        searchable
        hidePickedOptions
        openOnFocus={false}
        onChange={(providers) => edit({ providers })}
      />
      {(places.length > 1 || values.locations.length > 0) && (
        <MultiSelect
          label="Where"
          placeholder={values.locations.length === 0 ? 'Anywhere' : ''}
          data={places.map(({ locationId, name }) => ({ value: locationId, label: name }))}
          value={values.locations}
          hidePickedOptions
          openOnFocus={false}
          onChange={(locations) => edit({ locations })}
        />
      )}
      <WeekdayChoice
        label="Only on these days of the week"
        chosen={values.weekdays}
        className={days['days']}
        onChange={(weekdays) => edit({ weekdays })}
      />
      <TextInput
        label="At what time of day"
        placeholder="Any; as 8-12"
        autoComplete="off"
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        {...(hours?.length === 1 && { description: `It begins in ${hoursText(hours)}` })}
        error={faults.times}
        value={values.times}
        onChange={({ currentTarget: { value } }) => edit({ times: value })}
      />
      <div className={booking['pair']}>
        <TypedDateInput
          label="From"
          lean="future"
          error={faults.earliest}
          value={values.earliest}
          onChange={(earliest) => edit({ earliest })}
        />
        <TypedDateInput
          label="Until"
          placeholder="No end"
          lean="future"
          error={faults.latest}
          value={values.latest}
          onChange={(latest) => edit({ latest })}
        />
      </div>
      <Checkbox
        label="Urgent: offered before everybody else"
        checked={values.urgent}
        onChange={({ currentTarget }) => edit({ urgent: currentTarget.checked })}
      />
      <Textarea
        label="Note"
        autosize
        minRows={1}
        maxRows={4}
        maxLength={400}
        value={values.note}
        onChange={({ currentTarget: { value } }) => edit({ note: value })}
      />
    </ActForm>
  )
}
