/** The downtime pack, page by page, with a list of who is on which, and what of it is printed. */
import { Button, NativeSelect, Progress, TextInput } from '@mantine/core'
import { IconArrowLeft, IconFilter, IconPrinter } from '@tabler/icons-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import type { getPack } from '../../shared/downtime/get-pack.ts'
import type { PackManifest, PageRange } from '../../shared/downtime/pack.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { foldText } from '../../shared/kernel/fold.ts'
import { bytesOf } from '../kernel/bytes.ts'
import { dateTimeText, momentText } from '../kernel/dates.ts'
import { usePrintPages, type Sheets } from './print-pages.ts'
import classes from './pack-view.module.css'

const PdfView = lazy(() => import('../charting/pdf-view.tsx'))

type Entry = Readonly<{ key: string; name: string; pages: PageRange }>

const entriesOf = ({ front, forms, patients }: PackManifest): readonly Entry[] => [
  { key: 'front', name: 'What to do, schedule, list', pages: front },
  { key: 'forms', name: 'Blank forms', pages: forms },
  ...patients.map(({ patientId, name, pages }) => ({ key: patientId, name: name || 'No name', pages })),
]

const rangeText = ({ from, to }: PageRange): string => (from === to ? `page ${from}` : `pages ${from}–${to}`)

type Props = {
  pack: OutputOf<typeof getPack>
  first: Readonly<{ page: number }>
  onClose?(): void
}

export function PackView({ pack, first, onClose }: Props) {
  const { manifest, base64 } = pack
  const source = useMemo(() => ({ data: bytesOf(base64) }), [base64])
  const entries = entriesOf(manifest)
  const [at, setAt] = useState(first)
  const [page, setPage] = useState(first.page)
  const current = entries.find(({ pages }) => pages.from <= page && pages.to >= page)
  return (
    <div className={classes['view']}>
      <div className={classes['bar']}>
        {onClose && (
          <Button variant="default" leftSection={<IconArrowLeft size={14} />} onClick={onClose}>
            Close the pack
          </Button>
        )}
        <span className={classes['made']}>
          Made {momentText(manifest.madeAt)} · {manifest.pages} pages
        </span>
        {pack.mayPrint && <Printing pack={pack} entries={entries} current={current} />}
      </div>
      <Index
        entries={entries}
        current={current}
        onGo={(page) => {
          setAt({ page })
          setPage(page)
        }}
      />
      {/* a page of its own scrolls: arrow keys and the wheel */}
      <div
        className={classes['paper']}
        data-scrolls
        onScroll={(event) => setPage(pageInSight(event.currentTarget))}
        tabIndex={0}
        role="group"
        aria-label="Pages of the pack"
      >
        <Suspense fallback={null}>
          <PdfView source={source} title="Downtime pack" givesUp at={at} />
        </Suspense>
      </div>
    </div>
  )
}

/** The page that takes the middle of what is in sight; the first is 1. */
function pageInSight(paper: HTMLElement): number {
  const middle = paper.scrollTop + paper.clientHeight / 2
  const pages = [...paper.querySelectorAll('canvas')]
  const after = pages.findIndex((page) => page.offsetTop - paper.offsetTop > middle)
  return after < 0 ? pages.length : Math.max(1, after)
}

type IndexProps = { entries: readonly Entry[]; current: Entry | undefined; onGo(page: number): void }

function Index({ entries, current, onGo }: IndexProps) {
  const [filter, setFilter] = useState('')
  const words = foldText(filter).split(' ').filter(Boolean)
  const shown = entries.filter(({ name }) => words.every((word) => foldText(name).includes(word)))
  return (
    <nav className={classes['index']} aria-label="Pages by name">
      <TextInput
        className={classes['filter'] ?? ''}
        leftSection={<IconFilter size={14} aria-hidden="true" />}
        placeholder="Filter"
        aria-label="Filter names"
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setFilter('')}
      />
      <div className={classes['entries']}>
        {shown.map(({ key, name, pages }) => (
          <button
            key={key}
            type="button"
            className={classes['entry']}
            aria-current={key === current?.key ? 'true' : undefined}
            onClick={() => onGo(pages.from)}
          >
            <span>{name}</span>
            <small>{pages.from}</small>
          </button>
        ))}
      </div>
    </nav>
  )
}

type PrintingProps = Pick<Props, 'pack'> & Omit<IndexProps, 'onGo'>

/** What is chosen is what is printed: rarely all of it. */
function Printing({ pack, entries, current }: PrintingProps) {
  const { manifest, base64, shownTo, workstation } = pack
  const [what, setWhat] = useState('here')
  const { progress, sheets, print, cancel } = usePrintPages(base64)
  const chosen = what === 'here' ? current : entries.find(({ key }) => key === what)
  const pages = chosen?.pages ?? { from: 1, to: manifest.pages }
  const options = [
    { value: 'here', label: current ? `${current.name}, ${rangeText(current.pages)}` : 'Everything' },
    ...entries.slice(0, 2).map(({ key, name, pages: own }) => ({
      value: key,
      label: `${name}, ${rangeText(own)}`,
    })),
    { value: 'all', label: `Everything, ${manifest.pages} pages` },
  ]
  return (
    <div className={classes['tools']}>
      {progress ? (
        <>
          <Progress
            w={120}
            value={(100 * progress.done) / progress.total}
            aria-label="Pages made ready for the printer"
          />
          <span role="status">
            {progress.done} of {progress.total} pages ready
          </span>
          <Button variant="default" onClick={cancel}>
            Cancel
          </Button>
        </>
      ) : (
        <>
          <NativeSelect
            aria-label="What is printed"
            value={what}
            onChange={(event) => setWhat(event.currentTarget.value)}
            data={options}
            maw={340}
          />
          <Button leftSection={<IconPrinter size={14} />} onClick={() => void print(pages)}>
            Print
          </Button>
        </>
      )}
      {sheets &&
        createPortal(
          <PrintSheets
            sheets={sheets}
            foot={`Printed by ${shownTo}, ${dateTimeText(sheets.at)}, workstation ${workstation}`}
          />,
          document.body,
        )}
    </div>
  )
}

/** On paper there is nothing but these: one a page, with who printed it below. */
function PrintSheets({ sheets: { urls, from }, foot }: { sheets: Sheets; foot: string }) {
  return (
    <div className={classes['sheets']}>
      {urls.map((url, index) => (
        <div key={url} className={classes['sheet']}>
          <img src={url} alt={`Page ${from + index}`} />
          <p className={classes['foot']}>{foot}</p>
        </div>
      ))}
    </div>
  )
}
