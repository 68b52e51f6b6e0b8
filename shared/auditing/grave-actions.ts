/** Acts that were done, and that somebody should look at all the same; how grave each is to a SIEM. */
export const graveActions: Readonly<Record<string, 'critical' | 'error' | 'warning'>> = {
  'audit.alarm': 'critical',
  'audit.new-epoch': 'error',
  'case.raise': 'error',
  'clock.behind': 'error',
  'clock.changed': 'warning',
  'chart.open-in-emergency': 'warning',
  'key.not-changed': 'warning',
  'session.recover-practice': 'warning',
  'workstation.confirm-wipe': 'warning',
  'workstation.order-wipe': 'warning',
  'workstation.let-go': 'warning',
  'workstation.wipe': 'warning',
}

/** What says in its detail which kind of reading was noticed. */
export const noticing = 'case.raise'
