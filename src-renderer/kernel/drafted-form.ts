/** What a small form holds, kept as a draft from the first change on. */
import { useEffect, useState } from 'react'
import { useDraft } from './draft.ts'

/** `first`: what stands in it where no draft is found. */
export function useDraftedForm<Form extends object>(
  kind: Parameters<typeof useDraft>[0],
  subject: string,
  first: Form,
) {
  const [form, setForm] = useState(first)
  const draft = useDraft<Form>(kind, subject)
  const { found } = draft
  useEffect(() => {
    // a draft of before a field came has none of it
    if (found) setForm((before) => ({ ...before, ...found }))
  }, [found])
  const edit = (more: Partial<Form>) => {
    const next = { ...form, ...more }
    setForm(next)
    draft.save(next)
  }
  return { form, edit, draft }
}
