/** What is shown: the gate until somebody is signed in, then the workstation. */
import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { useEffect, useState } from 'react'
import { getGate } from '../shared/access/get-gate.ts'
import { getMe } from '../shared/access/get-me.ts'
import { PackAlone } from './downtime/pack-alone.tsx'
import { MeContext } from './kernel/me.ts'
import { queryClient, useAsk } from './kernel/queries.ts'
import { useShownCode } from './kernel/shown-code.ts'
import { Gate } from './lock/gate.tsx'
import { RecoveryCode } from './lock/recovery-code.tsx'
import { Workspace } from './workspace.tsx'

export function App() {
  const gate = useAsk(getGate, {})
  const [opened, setOpened] = useState(false)
  if (!gate.data) return null
  if (gate.data.state === 'pack-alone') return <PackAlone practiceName={gate.data.practiceName} />
  if (!opened && gate.data.state !== 'open')
    return (
      <Gate
        gate={gate.data}
        onOpened={() => {
          queryClient.clear()
          setOpened(true)
        }}
      />
    )
  return <SignedIn />
}

function SignedIn() {
  const me = useAsk(getMe, {})
  const { setColorScheme } = useMantineColorScheme()
  const scheme = me.data?.preferences['colorScheme']
  useEffect(() => {
    if (scheme === 'dark' || scheme === 'light' || scheme === 'auto')
      setColorScheme(scheme satisfies MantineColorScheme)
  }, [scheme, setColorScheme])
  const { codes, show } = useShownCode()
  if (!me.data) return null
  if (codes !== null)
    return <RecoveryCode codes={codes} practiceName={me.data.practiceName} onDone={() => show(null)} />
  return (
    <MeContext.Provider value={me.data}>
      <Workspace />
    </MeContext.Provider>
  )
}
