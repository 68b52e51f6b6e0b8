/** Bringing in the records of another system: choose, watch, read what came of it. */
import { Button, Group } from '@mantine/core'
import { IconFolderOpen, IconMessages } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { chooseFolder } from '../../shared/exchange/choose-folder.ts'
import { importMessages } from '../../shared/exchange/import-messages.ts'
import { ImportNews } from '../../shared/exchange/import-report.ts'
import { listImports } from '../../shared/exchange/get-import.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { dateTimeText } from '../kernel/dates.ts'
import { on } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { Empty, Page } from '../kernel/page.tsx'
import { queryClient, useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { ChosenFolder, type Choice } from './chosen-folder.tsx'
import { ImportRun } from './import-run.tsx'
import { MessageLines, type Taken } from './message-lines.tsx'
import classes from './import.module.css'

type Run = OutputOf<typeof listImports>['runs'][number]

export const stateWords = {
  running: 'Running',
  finished: 'Finished',
  cancelled: 'Cancelled',
  failed: 'Failed',
  interrupted: 'Interrupted',
} as const
const number = (value: number) => value.toLocaleString('en-US')

const columns: readonly Column<Run>[] = [
  {
    id: 'started',
    head: 'Started',
    width: '170px',
    value: (row) => row.startedAt,
    cell: (row) => dateTimeText(row.startedAt),
  },
  { id: 'folder', head: 'Folder', value: (row) => row.folder },
  { id: 'state', head: 'State', width: '100px', value: (row) => stateWords[row.state] },
  {
    id: 'read',
    head: 'Read',
    width: '90px',
    align: 'right',
    value: (row) => row.read,
    cell: (row) => number(row.read),
  },
  {
    id: 'refused',
    head: 'Refused',
    width: '80px',
    align: 'right',
    value: (row) => row.refused,
    cell: (row) => number(row.refused),
  },
]

/** The latest news of a running import, as the vault tells every page. */
export function useImportNews(): ImportNews | null {
  const [news, setNews] = useState<ImportNews | null>(null)
  useEffect(
    () =>
      on('import', (value) => {
        const told = ImportNews.safeParse(value)
        if (!told.success) return
        setNews(told.data)
        if (told.data.state !== 'running')
          void queryClient.invalidateQueries({ queryKey: ['exchange.getImport'] })
      }),
    [],
  )
  return news
}

export function ImportScreen() {
  const runs = useAsk(listImports, {})
  const news = useImportNews()
  const [choice, setChoice] = useState<Choice | null>(null)
  const [shown, setShown] = useState<string | null>(null)
  const choose = useRun(chooseFolder, {
    onSuccess: (answer) => setChoice(answer.choice),
    onError: (error) => notify(wordsFor(error), 'problem'),
  })
  const [taken, setTaken] = useState<Taken | null>(null)
  const messages = useRun(importMessages, {
    onSuccess: ({ lines }) => lines && setTaken(lines),
    onError: (error) => notify(wordsFor(error), 'problem'),
  })
  const list = runs.data?.runs ?? []
  const running = list.find((run) => run.state === 'running')
  const importId = shown ?? running?.importId ?? list[0]?.importId ?? null

  return (
    <Page
      title="Import"
      note="FHIR R4: Bundles, and folders of NDJSON as a bulk export writes them; growth reference tables of the CDC. HL7 v2: messages about appointments (SIU)"
      tools={
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconMessages size={16} />}
            loading={messages.isPending}
            onClick={() => messages.mutate({})}
          >
            Appointment messages
          </Button>
          <Button
            leftSection={<IconFolderOpen size={16} />}
            loading={choose.isPending}
            disabled={running !== undefined}
            onClick={() => choose.mutate({})}
          >
            Choose a folder
          </Button>
        </Group>
      }
    >
      <div className={classes['screen']}>
        <div className={classes['left']}>
          {taken && <MessageLines lines={taken} />}
          {choice && (
            <ChosenFolder
              choice={choice}
              onStarted={(id) => {
                setChoice(null)
                setShown(id)
              }}
              onCancel={() => setChoice(null)}
            />
          )}
          <DataTable
            label="Imports on this workstation"
            rows={list}
            columns={columns}
            rowKey={(row) => row.importId}
            selected={importId}
            onOpen={(row) => setShown(row.importId)}
            patientId={null}
            empty={
              <Empty title="Nothing has been imported here yet">
                Choose the folder that the other system exported. Each resource is kept exactly as it came,
                and importing a folder again changes nothing.
              </Empty>
            }
          />
        </div>
        <div className={classes['right']}>
          {importId && (
            <ImportRun key={importId} importId={importId} news={news?.importId === importId ? news : null} />
          )}
        </div>
      </div>
    </Page>
  )
}
