import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { discardDraft, getDraft, listDrafts, saveDraft } from '../../../shared/access/draft.ts'
import type { Session } from '../../../src-main/pipeline/session.ts'
import { doorOf, newPractice, tempFolder } from '../../kit/practice.ts'

const body = '{"family":"SENTINEL"}'
const place = { kind: 'patients.register' as const, subject: '' }

async function desk() {
  const made = await newPractice({ profile: tempFolder(true) })
  await made.call(saveDraft, { ...place, body })
  const sealed = () =>
    made.session.store.db.prepare('SELECT sealed FROM draft WHERE kind = ?').pluck().get(place.kind) as Buffer
  const as = (session: Partial<Session>) => {
    const door = doorOf(made, { session: () => ({ ...made.session, ...session }) })
    return (query: typeof getDraft | typeof listDrafts, input: unknown) =>
      door(query.name, JSON.stringify(input))
  }
  return { made, sealed, as }
}
const colleague = (session: Session) => ({
  actor: { ...session.actor, id: '0190f3c4-6c1e-7e0a-9a53-00000000be00', displayName: 'Ben' },
  draftKey: randomBytes(32),
})

test('its owner reads it, its words stand nowhere in the clear, and each saving is sealed anew', async () => {
  const { made, sealed } = await desk()
  expect((await made.call(getDraft, place)).draft?.body).toBe(body)
  const first = sealed()
  await made.call(saveDraft, { ...place, body })
  expect(sealed().equals(first)).toBe(false)
  expect(sealed().subarray(0, 12).equals(first.subarray(0, 12))).toBe(false)
  for (const bytes of [first, sealed()]) expect(bytes.includes('SENTINEL')).toBe(false)
})

test('a colleague sees neither it nor that it is there, and cannot throw it away', async () => {
  const { made, as } = await desk()
  const ask = as(colleague(made.session))
  expect(await ask(getDraft, place)).toEqual({ ok: true, value: { draft: null } })
  expect(await ask(listDrafts, {})).toEqual({ ok: true, value: { drafts: [] } })
  const door = doorOf(made, { session: () => ({ ...made.session, ...colleague(made.session) }) })
  await door(discardDraft.name, JSON.stringify(place))
  expect((await made.call(getDraft, place)).draft?.body).toBe(body)
})

test.each([
  ['to a colleague', (owner: string) => ({ owner, kind: place.kind, subject: '' })],
  ['to another form', () => ({ owner: null, kind: 'patients.edit', subject: '' })],
  ['to another patient', () => ({ owner: null, kind: place.kind, subject: 'p2' })],
])('moved %s in the database it opens for nobody', async (_where, to) => {
  const { made, as } = await desk()
  const other = colleague(made.session)
  const { owner, kind, subject } = to(other.actor.id)
  made.session.store.db
    .prepare('UPDATE draft SET owner = coalesce(?, owner), kind = ?, subject = ?')
    .run(owner, kind, subject)
  // even with the key it was sealed with
  const ask = as(owner === null ? {} : { ...other, draftKey: made.session.draftKey })
  expect(await ask(getDraft, { kind, subject })).toMatchObject({
    ok: false,
    error: { reason: 'draft.damaged' },
  })
})

test('one bit changed, or cut short, it is damaged and never half a draft', async () => {
  const { made, sealed } = await desk()
  const whole = sealed()
  const write = made.session.store.db.prepare('UPDATE draft SET sealed = ?')
  const broken = [
    ...Array.from({ length: whole.length }, (_each, at) => {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 0x10
      return bytes
    }),
    ...[0, 5, 12, 27, 28, whole.length - 1].map((length) => whole.subarray(0, length)),
  ]
  for (const bytes of broken) {
    write.run(bytes)
    expect(await made.reply(getDraft, place)).toMatchObject({ ok: false, error: { reason: 'draft.damaged' } })
  }
  write.run(whole)
  expect((await made.call(getDraft, place)).draft?.body).toBe(body)
})
