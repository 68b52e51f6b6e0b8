import { Menu, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import {
  IconKey,
  IconKeyboard,
  IconLock,
  IconLogout,
  IconMoon,
  IconPassword,
  IconShieldLock,
  IconSun,
} from '@tabler/icons-react'
import { useState } from 'react'
import { roleWords } from '../../shared/access/access-words.ts'
import { RoleName } from '../../shared/access/roles.ts'
import { setPreference } from '../../shared/access/set-preference.ts'
import { flushDrafts } from '../kernel/draft.ts'
import { run } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { useSecondFactorScreen } from '../kernel/second-factor-screen.ts'
import { ChangePassword } from './change-password.tsx'
import { RenewRecoveryCode } from './renew-recovery-code.tsx'
import classes from './user-menu.module.css'

type Props = { onLock(): void; onSignOut(): void; onShortcuts(): void }

/** Who is signed in, how their screens look, and the way out. */
export function UserMenu({ onLock, onSignOut, onShortcuts }: Props) {
  const me = useMe()
  const [renewing, setRenewing] = useState(false)
  const [changing, setChanging] = useState(false)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const dark =
    colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  const turn = () => {
    const next = dark ? 'light' : 'dark'
    setColorScheme(next)
    void run(setPreference, { name: 'colorScheme', value: next })
  }
  return (
    <div className={classes['user']}>
      <Menu
        position="bottom-end"
        width={220}
        shadow="md"
        withinPortal={false}
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <UnstyledButton className={classes['who']}>
            <span className={classes['name']}>{me.displayName}</span>
            <span className={classes['role']}>{rolesText(me.roles)}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {me.practiceName} · workstation {me.workstation}
          </Menu.Label>
          <Menu.Item leftSection={dark ? <IconSun size={16} /> : <IconMoon size={16} />} onClick={turn}>
            {dark ? 'Light screen' : 'Dark screen'}
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={16} />} rightSection="?" onClick={onShortcuts}>
            Keys
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={() => setRenewing(true)}>
            New recovery code
          </Menu.Item>
          <Menu.Item leftSection={<IconPassword size={16} />} onClick={() => setChanging(true)}>
            Change password…
          </Menu.Item>
          <Menu.Item leftSection={<IconShieldLock size={16} />} onClick={() => void openSecondFactor()}>
            Second factor…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={onSignOut}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ChangePassword opened={changing} onClose={() => setChanging(false)} />
      <RenewRecoveryCode opened={renewing} onClose={() => setRenewing(false)} />
      <Tooltip label="Lock (Ctrl+L)">
        <UnstyledButton className={classes['lock']} onClick={onLock} aria-label="Lock the workstation">
          <IconLock size={18} stroke={1.6} />
        </UnstyledButton>
      </Tooltip>
    </div>
  )
}

/** What is being typed is kept first: the screen stands in place of everything else. */
async function openSecondFactor(): Promise<void> {
  await flushDrafts()
  useSecondFactorScreen.getState().open()
}

/** A role of a later version has no words here yet. */
const rolesText = (roles: readonly string[]) =>
  roles
    .map((role) => RoleName.safeParse(role).data ?? null)
    .flatMap((role) => (role ? [roleWords[role].name] : []))
    .join(', ')
