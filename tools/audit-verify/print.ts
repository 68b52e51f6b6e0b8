/** The report as people read it. */
import type { ClockReport, LogReport, Proven, Report } from './report.ts'

const by: Readonly<Record<Proven['by'], string>> = {
  workstation: 'signed by it',
  cloud: 'signed by the cloud',
  tree: 'in a signed tree',
  checkpoints: 'in a checkpoint',
}
const pad = (text: string): string => `  ${text.padEnd(20)}`

export function printed(report: Report): string[] {
  const { checkpoints, cloudKey, authority, trees, logs, faults, limits } = report
  return [
    ...logs.flatMap(ofLog),
    ...trees.flatMap(({ origin, size, compared, kept }) => [
      `tree ${origin}`,
      `${pad('entries')}${size}`,
      `${pad('compared')}with ${compared} signed trees, ${kept} of them kept outside of the cloud`,
    ]),
    ...(checkpoints.count > 0
      ? [
          'checkpoints',
          `${pad('count')}${checkpoints.count}, from ${checkpoints.from ?? ''} to ${checkpoints.until ?? ''}`,
        ]
      : []),
    ...(cloudKey || authority ? ['keys'] : []),
    ...(cloudKey ? [`${pad("the cloud's")}SHA-256 ${cloudKey.sha256}, ${how(cloudKey.given)}`] : []),
    ...(authority ? [`${pad('the authority')}SHA-256 ${authority.sha256}, ${how(authority.given)}`] : []),
    ...(faults.length > 0 ? ['not as it must be'] : []),
    ...faults.map(
      ({ kind, file, log, text }) =>
        `  ${kind}: ${file}${log ? `, workstation ${log.device}, epoch ${log.epoch}` : ''}: ${text}`,
    ),
    ...(limits.length > 0 ? ['what this does not show'] : []),
    ...limits.map((text) => `  ${text}`),
    faults.length === 0
      ? `${report.entries} entries, ${checkpoints.count} checkpoints: nothing is wrong`
      : `${report.entries} entries, ${checkpoints.count} checkpoints: ${faults.length} ${faults.length === 1 ? 'thing is' : 'things are'} not as ${faults.length === 1 ? 'it' : 'they'} must be`,
  ]
}

const how = (given: boolean): string => (given ? 'as given' : 'as named here')

function ofLog({
  file,
  device,
  epoch,
  entries,
  first,
  last,
  from,
  until,
  holds,
  firstBad,
  what,
  proven,
  clock,
}: LogReport) {
  return [
    `workstation ${device}, epoch ${epoch} (${file})`,
    `${pad('entries')}${entries}, number ${first} to ${last}, ${from} to ${until}`,
    holds
      ? `${pad('chain')}each entry goes on from the one before`
      : `${pad('chain')}broken at entry ${firstBad ?? 0}: ${what ?? ''}; nothing is proven from there on`,
    ...proven.map((each) => `${pad(by[each.by])}up to entry ${each.upTo}, ${each.at}`),
    ...clockLines(clock, entries),
  ]
}

/** Of a log of before the clock was recorded: one line that says so. */
function clockLines(clock: ClockReport, entries: number): string[] {
  const { synchronised, unsynchronised, unknown, measured, furthestMs, set, odd, firstOdd } = clock
  const silent = entries - synchronised - unsynchronised - unknown
  const under = [
    synchronised > 0 && `synchronised for ${synchronised}`,
    unsynchronised > 0 && `not synchronised for ${unsynchronised}`,
    unknown > 0 && `not said by the operating system for ${unknown}`,
    silent > 0 && `nothing recorded for ${silent}`,
  ].filter((text) => text !== false)
  return [
    `${pad('clock')}${under.join(', ')}`,
    ...(furthestMs === null
      ? []
      : [
          `${pad('')}compared with the cloud's ${measured} times, ${(furthestMs / 1000).toFixed(3)} s apart at most`,
        ]),
    ...(set > 0 ? [`${pad('')}set ${set} times while the workstation ran`] : []),
    ...(odd > 0
      ? [`${pad('')}wrong for ${odd} entries by what the cloud has signed, from entry ${firstOdd ?? 0} on`]
      : []),
  ]
}
