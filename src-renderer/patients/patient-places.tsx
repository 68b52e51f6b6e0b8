/** Where a patient belongs, in the banner of the chart, and the way to say so. */
import { Button, Group, Modal, MultiSelect, UnstyledButton } from '@mantine/core'
import { IconMapPin } from '@tabler/icons-react'
import { useState } from 'react'
import { placesText } from '../../shared/access/access-words.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { getPlaces, setPlaces } from '../../shared/patients/places.ts'
import type { getChartAccess } from '../../shared/privacy/get-chart-access.ts'
import classes from '../access/administration.module.css'
import { PlaceChoice } from '../access/place-choice.tsx'
import { notify } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import own from './patient-places.module.css'

export function PlacesFact({
  patientId,
  name,
  access: { places, mayPlace },
}: {
  patientId: string
  name: string
  access: Pick<OutputOf<typeof getChartAccess>, 'places' | 'mayPlace'>
}) {
  const [saying, setSaying] = useState(false)
  const text = placesText(
    places.map((each) => ({ name: each })),
    60,
  )
  if (!mayPlace) return places.length === 0 ? null : <span>{text}</span>
  return (
    <>
      <UnstyledButton className={own['fact']} onClick={() => setSaying(true)}>
        <IconMapPin size={13} stroke={1.6} aria-hidden="true" />
        <span className="hf-sr">Belongs to: </span>
        {places.length === 0 ? 'No location yet' : text}
      </UnstyledButton>
      {saying && <SayPlaces patientId={patientId} name={name} onDone={() => setSaying(false)} />}
    </>
  )
}

function SayPlaces({ patientId, name, onDone }: { patientId: string; name: string; onDone(): void }) {
  const found = useAsk(getPlaces, { patientId }, { gcTime: 0 })
  return (
    <Modal opened onClose={onDone} title={`Where ${name} belongs`} size="lg">
      {found.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(found.error)}
        </p>
      )}
      {found.data && <Form patientId={patientId} it={found.data} onDone={onDone} />}
    </Modal>
  )
}

function Form({
  patientId,
  it,
  onDone,
}: {
  patientId: string
  it: OutputOf<typeof getPlaces>
  onDone(): void
}) {
  // as it was when the form opened: what somebody else changed meanwhile is told
  const [seen] = useState(it)
  const said = seen.places.filter((each) => each.said).map(({ locationId }) => locationId)
  const seenAt = seen.places.filter(({ visits }) => visits)
  const [places, setChosen] = useState<readonly string[]>(said)
  const [people, setPeople] = useState<readonly string[]>(seen.people.map(({ userId }) => userId))
  const save = useRun(setPlaces, {
    onSuccess: () => {
      notify('Saved. Who reaches this patient follows at every workstation.')
      onDone()
    },
  })
  return (
    <form
      className={classes['panelForm']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending)
          save.mutate({ patientId, version: seen.version, places: [...places], people: [...people] })
      }}
    >
      <p className={classes['dim']}>
        {seenAt.length === 0
          ? 'No visit says where they are seen.'
          : `Seen at ${placesText(seenAt)}: those who work there reach this patient in any case.`}{' '}
        A patient of no known location is within everybody’s reach.
      </p>
      <PlaceChoice
        label="Locations and departments"
        placeholder="None beside those of their visits"
        value={places}
        had={said}
        onChange={setChosen}
      />
      <MultiSelect
        label="People who reach them wherever they work"
        placeholder={people.length === 0 ? 'Nobody: type a name' : ''}
        data={seen.everybody.map(({ userId, displayName }) => ({ value: userId, label: displayName }))}
        value={[...people]}
        searchable
        hidePickedOptions
        nothingFoundMessage="Nobody by that name works here"
        onChange={setPeople}
      />
      {save.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(save.error)}
        </p>
      )}
      <Group justify="flex-end">
        <Button variant="default" size="sm" onClick={onDone}>
          Leave it
        </Button>
        <Button type="submit" size="sm" loading={save.isPending}>
          Save
        </Button>
      </Group>
    </form>
  )
}
