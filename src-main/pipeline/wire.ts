/** What the main process and the vault say to each other. Frames of pages pass through unread. */
import type { GateState } from './gatekeeper.ts'

export type KeychainFinding =
  { state: 'present'; key: Uint8Array } | { state: 'absent' } | { state: 'unusable'; reason: string }

export type StartMessage = {
  t: 'start'
  profile: string
  /** The folder that holds `migrations/`. */
  appRoot: string
  boot: string
  /** The product's. */
  version: string
  keychain: KeychainFinding
  kdf: { memory: number; passes: number; lanes: number }
  lockedUser: string | null
  demo: GateState['demo']
  /** What the keychain has of the tries to come in. */
  tries: string | null
  /** How long it counts that somebody has shown that it is them, ms. */
  freshMs: number
}

export type ToVault =
  | StartMessage
  | { t: 'hello'; window: number; publicKey: Uint8Array }
  | { t: 'call'; window: number; call: number; frame: Uint8Array }
  | { t: 'gone'; window: number }
  | { t: 'audit-news' }
  | { t: 'idle-news'; seconds: number | null }
  | { t: 'revocations'; text: string }
  | { t: 'send-all' }
  | { t: 'answer'; request: number; ok: true; value: unknown }
  | { t: 'answer'; request: number; ok: false; reason: string }
  | { t: 'end' }

export type SessionNews = { sessionId: string; userId: string }

export type FromVault =
  | { t: 'ready' }
  | { t: 'hello'; window: number; publicKey: Uint8Array }
  | { t: 'reply'; window: number; call: number; frame: Uint8Array }
  | { t: 'event'; window: number; frame: Uint8Array }
  | { t: 'refused'; window: number; call: number | null; reason: string }
  | { t: 'request'; request: number; what: HostRequest }
  | { t: 'signed-in'; session: SessionNews }
  | { t: 'cloud-named' }
  | { t: 'idle-policy'; minutes: number | null }
  | { t: 'all-sent' }
  | { t: 'keep-tries'; mark: string }
  | { t: 'lock'; why: 'person' | 'sign-out' }
  | { t: 'log'; level: 'info' | 'warn' | 'error'; event: string; fields: Record<string, string | number> }

/** `name`: what the system calls it; `label`: what people do. */
export type Printer = Readonly<{ name: string; label: string }>

export type HostRequest =
  | { name: 'createDeviceKey'; device: string }
  | { name: 'restoreDeviceKey'; device: string; key: Uint8Array }
  | { name: 'chooseFolder'; title: string }
  | { name: 'chooseFiles'; title: string }
  | { name: 'chooseFile'; title: string }
  | { name: 'copy'; text: string }
  | { name: 'listPrinters' }
  | { name: 'print'; printer: string }
