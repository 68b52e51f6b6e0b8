/** What is shown: the gate until somebody is signed in, then the workstation. */
import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { useEffect, useState } from 'react'
import { getGate } from '../shared/access/get-gate.ts'
import { getMe } from '../shared/access/get-me.ts'
import { PasswordFirst } from './access/password-first.tsx'
import { SecondFactor } from './access/second-factor.tsx'
import { PackAlone } from './downtime/pack-alone.tsx'
import { lockNow } from './frame.tsx'
import { MeContext } from './kernel/me.ts'
import { notify } from './kernel/notify.ts'
import { queryClient, useAsk } from './kernel/queries.ts'
import { useSecondFactorScreen } from './kernel/second-factor-screen.ts'
import { useShownCode } from './kernel/shown-code.ts'
import { Gate } from './lock/gate.tsx'
import { RecoveryCode } from './lock/recovery-code.tsx'
import { forgetUndos } from './schedule/undos.ts'
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
          forgetUndos()
          setOpened(true)
        }}
      />
    )
  return <SignedIn />
}

const firstHereWords =
  'You are signed in at this computer for the first time. Whoever looks after privacy is told, as they are of everybody.'

function SignedIn() {
  const me = useAsk(getMe, {})
  const { setColorScheme } = useMantineColorScheme()
  const scheme = me.data?.preferences['colorScheme']
  useEffect(() => {
    if (scheme === 'dark' || scheme === 'light' || scheme === 'auto')
      setColorScheme(scheme satisfies MantineColorScheme)
  }, [scheme, setColorScheme])
  const { codes, show } = useShownCode()
  const factor = useSecondFactorScreen()
  const unlocked = me.data?.unlocked
  useEffect(() => {
    if (unlocked) notify(`${unlocked.by} unlocked your name at this workstation: “${unlocked.reason}”`)
  }, [unlocked])
  const isFirst = me.data?.firstHere ?? false
  useEffect(() => {
    if (isFirst) notify(firstHereWords)
  }, [isFirst])
  if (!me.data) return null
  if (codes !== null)
    return <RecoveryCode codes={codes} practiceName={me.data.practiceName} onDone={() => show(null)} />
  if (me.data.mustFirst === 'password')
    return <PasswordFirst me={me.data} onSignOut={() => void lockNow('sign-out')} />
  if (me.data.mustFirst !== null || factor.opened)
    return <SecondFactor me={me.data} onSignOut={() => void lockNow('sign-out')} />
  return (
    <MeContext.Provider value={me.data}>
      <Workspace />
    </MeContext.Provider>
  )
}
