/** Which log is shown: this workstation's own, or that of the practice. One choice for all parts of the screen. */
import { SegmentedControl } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import type { LogScope } from '../../shared/auditing/covered.ts'

let present: LogScope = 'here'
const listeners = new Set<() => void>()
const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function chooseScope(scope: LogScope): void {
  present = scope
  for (const listener of listeners) listener()
}

export const useScope = (): LogScope => useSyncExternalStore(listen, () => present)

export function ScopeChoice() {
  const scope = useScope()
  return (
    <SegmentedControl
      aria-label="Whose entries"
      size="xs"
      value={scope}
      onChange={(value) => chooseScope(value === 'all' ? 'all' : 'here')}
      data={[
        { value: 'here', label: 'This workstation' },
        { value: 'all', label: 'All workstations' },
      ]}
    />
  )
}
