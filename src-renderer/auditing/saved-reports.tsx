import { Button, Menu, Modal, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { EntryReport } from '../../shared/auditing/entry-line.ts'
import { listReports, removeReport, saveReport } from '../../shared/auditing/saved-reports.ts'
import { notify } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './auditing.module.css'

type Props = Readonly<{ report: EntryReport; disclosures: boolean; onOpen(report: EntryReport): void }>

/** Filters and order under a name. */
export function SavedReports({ report, disclosures, onOpen }: Props) {
  const { data } = useAsk(listReports, {})
  const [naming, setNaming] = useState(false)
  const saved = (data?.reports ?? []).filter((each) => each.report.filter.disclosures === disclosures)
  const remove = useRun(removeReport, { onError: (error) => notify(wordsFor(error), 'problem') })
  return (
    <>
      <Menu
        position="bottom-end"
        shadow="md"
        withinPortal={false}
        withInitialFocusPlaceholder={false}
        transitionProps={{ duration: 0 }}
      >
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={14} />}>
            Reports
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {saved.map(({ name, report: theirs }) => (
            <Menu.Item key={name} onClick={() => onOpen(theirs)}>
              {name}
              {theirs.scope === 'all' && ' (all workstations)'}
            </Menu.Item>
          ))}
          {saved.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={() => setNaming(true)}>Save these filters…</Menu.Item>
          {saved.map(({ name }) => (
            <Menu.Item
              key={`remove-${name}`}
              leftSection={<IconTrash size={14} />}
              onClick={() => remove.mutate({ name })}
            >
              Remove “{name}”
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={naming}
        onClose={() => setNaming(false)}
        title="Save these filters"
        size="sm"
        transitionProps={{ duration: 0 }}
      >
        <Naming report={report} onDone={() => setNaming(false)} />
      </Modal>
    </>
  )
}

function Naming({ report, onDone }: { report: EntryReport; onDone(): void }) {
  const [name, setName] = useState('')
  const save = useRun(saveReport, {
    onSuccess: () => {
      notify(`Saved as “${name.trim()}”.`)
      onDone()
    },
  })
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ name, report })
      }}
    >
      <TextInput
        label="Name of the report"
        value={name}
        maxLength={60}
        error={save.error && wordsFor(save.error)}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        data-autofocus
      />
      <Button
        type="submit"
        className={classes['go'] ?? ''}
        disabled={name.trim() === ''}
        loading={save.isPending}
      >
        Save
      </Button>
    </form>
  )
}
