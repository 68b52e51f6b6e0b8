import { Checkbox, NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { archiveVisitType, saveVisitType } from '../../shared/schedule/save-visit-type.ts'
import { visitColors, type Need } from '../../shared/schedule/visit-type.ts'
import { ActForm } from '../access/act-form.tsx'
import administration from '../access/administration.module.css'
import { run } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { ArchiveButton } from './archive-button.tsx'
import classes from './setup.module.css'
import type { Setup } from './setup-panel.tsx'
import type { VisitType } from './visit-types-panel.tsx'

const colorNames = visitColors.map((color) => ({
  value: color,
  label: `${color.slice(0, 1).toUpperCase()}${color.slice(1)}`,
}))

/** Null: a new one. */
export function VisitTypeForm({ it, setup, onDone }: { it: VisitType | null; setup: Setup; onDone(): void }) {
  const [version] = useState(it?.version ?? null)
  const [values, setValues] = useState({
    name: it?.name ?? '',
    color: it?.color ?? visitColors[setup.visitTypes.length % visitColors.length] ?? 'blue',
    minutes: it?.minutes ?? 20,
    prepareMinutes: it?.prepareMinutes ?? 0,
    cleanMinutes: it?.cleanMinutes ?? 0,
    telehealth: it?.telehealth ?? false,
    newPatients: it?.newPatients ?? false,
    instructions: it?.instructions ?? '',
    rank: it?.rank ?? setup.visitTypes.length,
  })
  const [needs, setNeeds] = useState<Need[]>([...(it?.needs ?? [])])
  const edit = (some: Partial<typeof values>) => setValues({ ...values, ...some })
  const save = useRun(saveVisitType, {
    onSuccess: () => {
      notify('Saved. Visits that are booked keep their length.')
      onDone()
    },
  })
  const categories = (kind: Need['kind']) =>
    [...new Set(setup.resources.filter((each) => each.kind === kind).map(({ category }) => category))].filter(
      Boolean,
    )
  const taken = (kind: Need['kind']) =>
    needs.filter((need) => need.kind === kind).map(({ category }) => category)
  const take = (kind: Need['kind'], all: readonly string[]) =>
    setNeeds([...needs.filter((need) => need.kind !== kind), ...all.map((category) => ({ kind, category }))])
  const minutes = (
    label: string,
    field: 'minutes' | 'prepareMinutes' | 'cleanMinutes',
    least: number,
    most: number,
  ) => (
    <NumberInput
      label={label}
      suffix=" min"
      min={least}
      max={most}
      hideControls
      value={values[field]}
      onChange={(value) => edit({ [field]: Number(value) || 0 })}
    />
  )
  return (
    <div className={administration['person']}>
      <ActForm
        title={it ? 'Change' : 'What it is'}
        go={it ? 'Save' : 'Add it'}
        busy={save.isPending}
        error={save.error}
        ready={values.name.trim() !== '' && values.minutes >= 5}
        onGo={() => save.mutate({ visitTypeId: it?.id ?? null, version, ...values, needs })}
        onDone={onDone}
      >
        <div className={administration['pair']}>
          <TextInput
            label="Name"
            maxLength={80}
            autoComplete="off"
            value={values.name}
            onChange={(event) => edit({ name: event.currentTarget.value })}
          />
          <Select
            label="Color"
            allowDeselect={false}
            data={colorNames}
            value={values.color}
            leftSection={
              <i
                aria-hidden="true"
                className={classes['swatch']}
                style={{ background: `var(--mantine-color-${values.color}-filled)`, margin: 0 }}
              />
            }
            onChange={(value) => edit({ color: visitColors.find((color) => color === value) ?? 'blue' })}
          />
        </div>
        <div className={classes['three']}>
          {minutes('Length', 'minutes', 5, 720)}
          {minutes('Room before', 'prepareMinutes', 0, 240)}
          {minutes('Room after', 'cleanMinutes', 0, 240)}
        </div>
        <TagsInput
          label="Rooms it takes"
          description="One of each sort: a search offers times at which they are free."
          data={categories('room')}
          maxTags={6}
          value={taken('room')}
          onChange={(all) => take('room', all)}
        />
        <TagsInput
          label="Equipment it takes"
          data={categories('equipment')}
          maxTags={6}
          value={taken('equipment')}
          onChange={(all) => take('equipment', all)}
        />
        <Checkbox
          label="By video or phone"
          checked={values.telehealth}
          onChange={(event) => edit({ telehealth: event.currentTarget.checked })}
        />
        <Checkbox
          label="For new patients"
          description="Offered first for whoever has not been here."
          checked={values.newPatients}
          onChange={(event) => edit({ newPatients: event.currentTarget.checked })}
        />
        <Textarea
          label="What patients are told beforehand"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={values.instructions}
          onChange={(event) => edit({ instructions: event.currentTarget.value })}
        />
        <NumberInput
          label="Place in lists"
          w={140}
          min={0}
          max={9999}
          hideControls
          value={values.rank}
          onChange={(value) => edit({ rank: Number(value) || 0 })}
        />
      </ActForm>
      {it && (
        <div className={administration['buttons']}>
          <ArchiveButton
            name={it.name}
            archived={!it.active}
            set={(archived) => run(archiveVisitType, { visitTypeId: it.id, version: it.version, archived })}
            undo={() =>
              run(archiveVisitType, { visitTypeId: it.id, version: it.version + 1, archived: false })
            }
          />
        </div>
      )}
    </div>
  )
}
