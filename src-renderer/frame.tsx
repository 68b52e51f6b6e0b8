/** What stands around every screen: the rail on the left, the bar on top. */
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { Link } from '@tanstack/react-router'
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { lock } from '../shared/access/lock.ts'
import { ChartTabs } from './chart-tabs.tsx'
import classes from './frame.module.css'
import { flushDrafts } from './kernel/draft.ts'
import { run } from './kernel/holdfast.ts'
import { Mark } from './kernel/mark.tsx'
import { useMe } from './kernel/me.ts'
import { places } from './kernel/places.ts'
import { ShortcutsHelp } from './kernel/shortcuts-help.tsx'
import { Palette, openPalette } from './palette.tsx'
import { KitStrip } from './access/kit-strip.tsx'
import { ConfirmMyself } from './access/confirm-myself.tsx'
import { OpenCases } from './privacy/open-cases.tsx'
import { UserMenu } from './access/user-menu.tsx'
import { IdleWarning } from './lock/idle-warning.tsx'
import { BookingDrawer } from './schedule/booking-drawer.tsx'
import { openBooking } from './schedule/booking.ts'
import { StatusPill } from './cloud/status-pill.tsx'
import { takeFocus } from './kernel/take-focus.ts'
import { pressPrint } from './kernel/on-paper.ts'
import { GiveOutCopy } from './disclosures/give-out-copy.tsx'
import { PrintPanel } from './disclosures/print-panel.tsx'

const patienceMs = 1000

/** Keeps what is being typed, then locks: also where the keeping is not answered in time. */
export async function lockNow(how: 'lock' | 'sign-out'): Promise<void> {
  await Promise.race([flushDrafts(), new Promise((resolve) => setTimeout(resolve, patienceMs))])
  await run(lock, { how }).catch(() => undefined)
}

export function Frame() {
  const me = useMe()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [help, setHelp] = useState(false)
  // where what had the focus has gone with its screen, keys and a screen reader go on at the new one
  useEffect(() => {
    if (document.activeElement === document.body)
      document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname])
  const open = places.filter((place) => me.can(place.needs))
  // also for whoever is there already, and has gone to its rail or its bar
  const goTo = (path: string) => void navigate({ to: path }).then(() => takeFocus())
  // combinations write nothing, so they work while one types
  useHotkeys(
    [
      ['mod+K', openPalette],
      // never by the browser's own way, which nobody would hear of
      ...(me.can('print') ? [['mod+P', () => void pressPrint()] as [string, () => void]] : []),
      ['mod+L', () => void lockNow('lock')],
      ...open.map(({ keys, path }): [string, () => void] => [keys, () => goTo(path)]),
      ...(me.can('schedule.write') ? [['alt+B', () => openBooking()] as [string, () => void]] : []),
      ...(me.can('patient.register')
        ? [['alt+N', () => void navigate({ to: '/patients/new' })] as [string, () => void]]
        : []),
    ],
    [],
  )
  useHotkeys([['shift+?', () => setHelp(true)]])

  return (
    <div className={classes['frame']} data-strip={me.byKit || undefined}>
      <a
        href="#main"
        className={classes['skip']}
        onClick={(event) => (event.preventDefault(), document.getElementById('main')?.focus())}
      >
        Skip to the content
      </a>
      <Rail />
      <header className={`${classes['top']} hf-no-print`}>
        <button type="button" className={classes['search']} onClick={openPalette}>
          <span>Find a patient or a command</span>
          <kbd>Ctrl K</kbd>
        </button>
        <ChartTabs />
        <StatusPill />
        <UserMenu
          onLock={() => void lockNow('lock')}
          onSignOut={() => void lockNow('sign-out')}
          onShortcuts={() => setHelp(true)}
        />
      </header>
      {me.byKit && <KitStrip names={me.displayName} />}
      <main id="main" className={classes['main']} tabIndex={-1}>
        <Outlet />
      </main>
      <Palette />
      <BookingDrawer />
      {me.can('print') && <PrintPanel />}
      {me.can('print') && <GiveOutCopy />}
      <ConfirmMyself />
      <IdleWarning />
      <ShortcutsHelp opened={help} onClose={() => setHelp(false)} />
      {me.keyInFile && (
        <p className={`${classes['demo']} hf-no-print`} role="note">
          Demonstration without a keychain: the device key is in a file. Never for real patients.
        </p>
      )}
    </div>
  )
}

function Rail() {
  const me = useMe()
  const { pathname } = useLocation()
  return (
    <nav className={`${classes['rail']} hf-no-print`} aria-label="Main">
      <div className={classes['mark']}>
        <Mark size={24} />
      </div>
      {places
        .filter((place) => me.can(place.needs))
        .map(({ path, name, short, icon: Icon }) => (
          <Link
            key={path}
            to={path}
            className={classes['place']}
            aria-current={
              pathname.startsWith(path) || (path === '/patients' && pathname.startsWith('/chart'))
                ? 'page'
                : undefined
            }
          >
            <Icon size={22} stroke={1.6} aria-hidden="true" />
            <span>{short ?? name}</span>
            {path === '/privacy' && me.can('case.review') && <OpenCases />}
          </Link>
        ))}
    </nav>
  )
}
