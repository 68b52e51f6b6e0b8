/** Closes a chart to all but those named, changes for whom it is open, or opens it to all again. */
import { Button, Checkbox, Group, Modal, MultiSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { restrictionKinds, type RestrictionKind } from '../../shared/privacy/chart-restriction.ts'
import type { getChartAccess } from '../../shared/privacy/get-chart-access.ts'
import { listReaders } from '../../shared/privacy/list-readers.ts'
import { liftRestriction, restrictChart } from '../../shared/privacy/restrict-chart.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import classes from '../access/administration.module.css'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { restrictionWords } from './privacy-words.ts'

type Access = OutputOf<typeof getChartAccess>

export function RestrictChart({
  patientId,
  access: { restriction, patient },
  onDone,
}: {
  patientId: string
  access: Access
  onDone(): void
}) {
  const me = useMe()
  const { people: readers = [] } = useAsk(listReaders, {}).data ?? {}
  const [seen] = useState(restriction)
  const [kinds, setKinds] = useState<readonly RestrictionKind[]>(seen?.kinds ?? ['requested'])
  const [note, setNote] = useState(seen?.note ?? '')
  const [people, setPeople] = useState<readonly string[]>(
    () => seen?.people.map(({ userId }) => userId) ?? (me.can('chart.read') ? [me.userId] : []),
  )
  const done = (words: string) => () => {
    notify(words)
    onDone()
  }
  const restrict = useRun(restrictChart, {
    onSuccess: done(seen ? 'The restriction was changed.' : 'The chart is restricted.'),
  })
  const lift = useRun(liftRestriction, { onSuccess: done('The chart is open to all who read charts.') })
  const error = restrict.error ?? lift.error
  const named = new Map([...readers, ...(seen?.people ?? [])].map((each) => [each.userId, each.displayName]))
  const closesYou = me.can('chart.read') && !me.can('chart.restricted') && !people.includes(me.userId)
  return (
    <Modal opened onClose={onDone} title={`Restrict the chart of ${patient.name}`} size="lg">
      <form
        className={classes['panelForm']}
        onSubmit={(event) => {
          event.preventDefault()
          if (!restrict.isPending && kinds.length > 0)
            restrict.mutate({
              patientId,
              version: seen?.version ?? null,
              kinds: [...kinds],
              note,
              people: [...people],
            })
        }}
      >
        <p className={classes['dim']}>
          It opens to those named here, and to nobody else. Others find the name in lists, without telephone
          and town; in an emergency some may open it for an hour, which is looked into.
        </p>
        <fieldset className={classes['choice']}>
          <legend>Why</legend>
          <div>
            {restrictionKinds.map((kind) => (
              <Checkbox
                key={kind}
                label={restrictionWords[kind].name}
                description={restrictionWords[kind].about}
                checked={kinds.includes(kind)}
                onChange={({ currentTarget: { checked } }) =>
                  setKinds(checked ? [...kinds, kind] : kinds.filter((each) => each !== kind))
                }
              />
            ))}
          </div>
        </fieldset>
        <MultiSelect
          label="Open to"
          placeholder={people.length === 0 ? 'Nobody yet: type a name' : ''}
          description={closesYou ? 'You are not among them: the chart closes to you, too.' : undefined}
          data={[...named].map(([value, label]) => ({ value, label }))}
          value={[...people]}
          searchable
          hidePickedOptions
          nothingFoundMessage="Nobody by that name reads charts"
          onChange={setPeople}
        />
        <TextInput
          label="Note"
          description="For those named. Whoever is kept out does not see it."
          maxLength={300}
          autoComplete="off"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {error && (
          <p role="alert" className={classes['problem']}>
            {wordsFor(error)}
          </p>
        )}
        <Group justify="flex-end">
          {seen && (
            <Button
              mr="auto"
              variant="default"
              size="sm"
              loading={lift.isPending}
              onClick={() => lift.mutate({ patientId, version: seen.version })}
            >
              Open to all again
            </Button>
          )}
          <Button variant="default" size="sm" onClick={onDone}>
            Leave it
          </Button>
          <Button type="submit" size="sm" loading={restrict.isPending} disabled={kinds.length === 0}>
            {seen ? 'Save' : 'Restrict'}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
