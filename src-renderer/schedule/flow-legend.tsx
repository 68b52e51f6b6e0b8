import { memo } from 'react'
import classes from './flow.module.css'

const legend = [
  ['C', 'confirmed'],
  ['A', 'arrived'],
  ['R', 'room'],
  ['P', 'with provider'],
  ['O', 'check-out'],
  ['L', 'left'],
  ['X', 'no-show'],
  ['I', 'check-in'],
  ['W', 'walk-in'],
  ['M', 'mine or everybody’s'],
  ['Ctrl Z', 'take back'],
  ['/', 'find'],
] as const

/** The keys of the board that whoever is in may press. */
export const FlowLegend = memo(function FlowLegend({
  hasOwn,
  mayWrite,
}: {
  hasOwn: boolean
  mayWrite: boolean
}) {
  return (
    <div className={`${classes['legend']} hf-no-print`}>
      {legend
        .filter(([keys]) => (keys === 'M' ? hasOwn : mayWrite || keys === '/' || keys === 'I'))
        .map(([keys, what]) => (
          <span key={keys}>
            <kbd>{keys}</kbd> {what}
          </span>
        ))}
    </div>
  )
})
