/** Records of many patients that leave the practice: what is asked for, who has decided, and what became of it. */
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { ExportProgress, listExports } from '../../shared/exports/list-exports.ts'
import classes from '../access/administration.module.css'
import { on } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { Problem } from '../kernel/page.tsx'
import { Passphrase } from '../kernel/passphrase.tsx'
import { queryClient, useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { AskForm } from './ask-form.tsx'
import { ExportPolicyForm } from './export-policy.tsx'
import decisions from '../kernel/decisions.module.css'
import own from './exports.module.css'
import { OneExport } from './one-export.tsx'
import { useBegunExport } from './shown-passphrase.ts'

export function ExportsPanel() {
  const me = useMe()
  return (
    <div className={decisions['panel']} role="region" aria-label="Exports" tabIndex={0}>
      {me.can('record.export') && <Requests />}
      {me.can('practice.configure') && (
        <section>
          <h2>What an export needs</h2>
          <ExportPolicyForm />
        </section>
      )}
    </div>
  )
}

/** How far the one that is being written here is, as it is told. */
function useExportNews(): ExportProgress | null {
  const [news, setNews] = useState<ExportProgress | null>(null)
  useEffect(
    () =>
      on('export', (value) => {
        const told = ExportProgress.safeParse(value)
        setNews(told.success ? told.data : null)
        if (!told.success) void queryClient.invalidateQueries({ queryKey: [listExports.name] })
      }),
    [],
  )
  return news
}

function Requests() {
  const me = useMe()
  const answer = useAsk(listExports, {})
  const news = useExportNews()
  const { begun, show } = useBegunExport()
  const [asking, setAsking] = useState(false)
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  if (!answer.data) return null
  const { exports, running } = answer.data
  const progress = news ?? running
  const isOpen = ({ state }: (typeof exports)[number]) => ['waiting', 'ready', 'running'].includes(state)
  const [open, over] = [exports.filter(isOpen), exports.filter((line) => !isOpen(line))]
  const lines = (some: typeof exports) => (
    <ul className={decisions['lines']}>
      {some.map((line) => (
        <OneExport
          key={line.requestId}
          line={line}
          progress={progress?.requestId === line.requestId && line.state === 'running' ? progress : null}
        />
      ))}
    </ul>
  )
  return (
    <>
      <section>
        <h2>Records of many patients</h2>
        <p className={classes['dim']}>
          One person asks, another approves, and whoever asked writes it once. One patient’s record is
          exported from its chart.
        </p>
        {begun && (
          <div className={own['begun']} role="group" aria-label="What opens the export">
            <Passphrase sealed={begun} said="is being written, encrypted." onDone={() => show(null)} />
          </div>
        )}
        {open.length === 0 && <p className={classes['dim']}>Nothing waits.</p>}
        {lines(open)}
        {me.can('chart.read') &&
          (asking ? (
            <AskForm onDone={() => setAsking(false)} />
          ) : (
            <div className={classes['buttons']}>
              <Button variant="default" onClick={() => setAsking(true)}>
                Ask for an export…
              </Button>
            </div>
          ))}
      </section>
      {over.length > 0 && (
        <section>
          <h2>Earlier</h2>
          {lines(over)}
        </section>
      )}
    </>
  )
}
