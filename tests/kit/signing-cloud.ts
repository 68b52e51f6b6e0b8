/** What a practice's cloud signs, without one: for what a workstation makes of it. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { invitePerson } from '../../shared/access/invite-person.ts'
import type { Grant, SignedGrant } from '../../shared/access/grant.ts'
import type { RevocationList } from '../../shared/access/revocations.ts'
import { canonicalText } from '../../shared/audit/entry.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { takeGrants } from '../../src-main/vault/hear-grants.ts'
import { credentialOf } from '../../src-main/store/people.sql.ts'
import { keyShaOf } from '../../src-main/vault/person-keys.ts'
import { settleVoids } from '../../src-main/vault/revocation-keeper.ts'
import { readSlots } from '../../src-main/vault/slots.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { tempFolder, type Practice } from './practice.ts'

const hour = 3_600_000
export const leaseMs = 72 * hour

export class SigningCloud {
  readonly #pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  readonly key = this.#pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')

  sign(said: object): string {
    return sign('sha256', Buffer.from(canonicalText(said)), this.#pair.privateKey).toString('base64')
  }

  grantFor(desk: Workstation, user: string, username: string, nowMs: number): SignedGrant {
    const { tenant, device } = desk.session.workstation
    const grant: Grant = {
      format: 1,
      practice: tenant,
      device,
      user,
      username,
      displayName: username,
      roles: ['nurse'],
      levels: [],
      permissions: [...permissions],
      keySha: keyShaOf(credentialOf(desk.session.store.read, user)?.keys.publicKey ?? ''),
      secondFactor: false,
      issuedAt: instantOf(nowMs),
      until: instantOf(nowMs + leaseMs),
      privilegedUntil: instantOf(nowMs + 24 * hour),
    }
    return { grant, sig: this.sign(grant) }
  }

  /** A file of this list. */
  listFile(
    { tenant }: Readonly<{ tenant: string }>,
    number: number,
    listed: Readonly<{ people?: readonly string[]; workstations?: readonly string[] }>,
    nowMs: number,
  ): string {
    const list: RevocationList = {
      kind: 'revocations',
      format: 1,
      practice: tenant,
      number,
      issuedAt: instantOf(nowMs),
      people: [...(listed.people ?? [])],
      workstations: [...(listed.workstations ?? [])],
    }
    const file = join(tempFolder(true), 'list.json')
    writeFileSync(file, JSON.stringify({ list, sig: this.sign(list) }))
    return file
  }

  /** The cloud is heard: these people, and whoever is in, may come in at this workstation. */
  async grants(desk: Workstation, others: readonly [string, string][], nowMs: number): Promise<void> {
    const { id } = desk.session.actor
    const grants = [[id, 'arivera'] as const, ...others].map(([user, name]) =>
      this.grantFor(desk, user, name, nowMs),
    )
    takeGrants(desk.session.store, desk.session.workstation, { key: this.key, grants })
    settleVoids(desk.session.store, desk.vault.audit, () => undefined)
    desk.vault.touched({ tables: ['users'], patients: [] })
    await desk.vault.people.settled()
  }
}

export const slotsOf = ({ profile }: Pick<Practice, 'profile'>): string[] =>
  (readSlots(join(profile, 'store', 'slots.json'))?.users ?? []).map(({ username }) => username).toSorted()

/** A practice of its owner and a nurse, both of whom the cloud lets in at this workstation. */
export async function grantedPractice(made: Practice, cloud: SigningCloud, nowMs: number) {
  const { userId } = await made.call(invitePerson, {
    displayName: 'Bo Lindqvist, RN',
    username: 'blindqvist',
    roles: ['nurse'],
    levels: [],
  })
  await cloud.grants(made, [[userId, 'blindqvist']], nowMs)
  expect(slotsOf(made)).toEqual(['arivera', 'blindqvist'])
  return { nurse: userId, owner: made.session.actor.id }
}
