/** The closing report of an import on a terminal. */
import type { TypeCounts } from '../../shared/exchange/import-report.ts'
import { reasonWords } from '../../shared/exchange/refusal.ts'
import type { Imported } from '../kit/import-folder.ts'
import type { Figures } from './figures.ts'

const columns = [
  ['read', 'read'],
  ['stored', 'stored'],
  ['shown', 'in chart'],
  ['keptOnly', 'kept only'],
  ['refused', 'refused'],
  ['created', 'new'],
  ['changed', 'changed'],
  ['unchanged', 'unchanged'],
] as const
type Count = (typeof columns)[number][0]

export type Totals = Readonly<Record<Count, number>>

export function totalsOf(types: readonly TypeCounts[]): Totals {
  const sum = (key: Count) => types.reduce((all, type) => all + type[key], 0)
  return Object.fromEntries(columns.map(([key]) => [key, sum(key)])) as Totals
}

/** So many refusals are shown; --json gives all that are kept. */
const mostShown = 100

export function reportText(imported: Imported, figures: Figures): string {
  const { run, report } = imported
  const totals = totalsOf(report.types)
  return [
    '',
    ...tableOf(report.types, totals),
    '',
    outcomes[run.state](totals, run.reason ?? ''),
    ...remarksOf(imported),
    ...refusalsOf(imported),
    '',
    figuresText(figures),
  ].join('\n')
}

const outcomes: Readonly<Record<Imported['run']['state'], (totals: Totals, reason: string) => string>> = {
  running: () => 'It is still running.',
  finished: ({ read, created, changed, unchanged }) =>
    read === 0
      ? 'There is nothing in it that can be imported.'
      : created + changed === 0
        ? `Everything was here already: 0 rows changed, ${number(unchanged)} unchanged.`
        : `${number(created)} new, ${number(changed)} changed, ${number(unchanged)} were here already.`,
  cancelled: () => 'Cancelled. What had come in stays; importing the folder again goes on from there.',
  interrupted: () => 'Interrupted. What had come in is safe; import the folder again to go on.',
  failed: (_totals, reason) =>
    `Stopped by an error (${reason}). What had come in is safe; import the folder again to go on.`,
}

function tableOf(types: readonly TypeCounts[], totals: Totals): string[] {
  const head = ['', ...columns.map(([, words]) => words)]
  const lines = types.map((type) => [
    type.resourceType || '(not known)',
    ...columns.map(([key]) => number(type[key])),
  ])
  const all = ['all', ...columns.map(([key]) => number(totals[key]))]
  const rows = [head, ...lines, all]
  const widths = head.map((_cell, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart((widths[at] ?? 0) + 2)))
      .join('')
      .trimEnd(),
  )
}

function remarksOf({ report }: Imported): string[] {
  const { total, files } = report.notFhir
  return [
    ...(report.keptYours > 0
      ? [
          `${number(report.keptYours)} fields had been changed here as well: yours stay, theirs are kept beside them.`,
        ]
      : []),
    ...(report.waiting > 0
      ? [`${number(report.waiting)} references name something that has not come in yet.`]
      : []),
    ...(total > 0
      ? [
          `${number(total)} of ${number(report.files)} files hold no FHIR and were left alone: ` +
            `${files.slice(0, 6).map(printable).join(', ')}${total > 6 ? ' …' : ''}`,
        ]
      : []),
  ]
}

function refusalsOf({ refusals, refused }: Imported): string[] {
  if (refused === 0) return []
  const shown = refusals.slice(0, mostShown)
  return [
    '',
    `${number(refused)} refused:`,
    ...shown.map(({ file, line, path, reason, detail }) => {
      const place = `${printable(file)}${line > 0 ? `:${line}` : ''}`
      return `  ${[place, printable(path)].filter(Boolean).join(' ')}: ${[reasonWords(reason), detail].filter(Boolean).join(': ')}`
    }),
    ...(refused > shown.length ? [`  … and ${number(refused - shown.length)} more; --json lists them`] : []),
  ]
}

const figuresText = ({ seconds, storedPerSecond, peakMemory, cpu, held }: Figures): string =>
  `${seconds.toFixed(1)} s, ${number(storedPerSecond)} a second stored; memory at most ${number(Math.round(peakMemory / 1e6))} MB; ` +
  `processor ${cpu.vault.toFixed(1)} s of the vault, ${cpu.others.toFixed(1)} s of all else; ` +
  `longest the vault was held ${held.most} ms (99 % under ${held.most99} ms)`

const number = (value: number): string => value.toLocaleString('en-US')

/** File names come from elsewhere: one may hold what a terminal would obey. */
const printable = (text: string): string => text.replaceAll(/\p{C}/gu, '\ufffd')
