/** What it was to the patient's data; null where it says nothing of it by itself. */
export type Did =
  'saw' | 'changed' | 'printed' | 'copied' | 'exported' | 'imported' | 'found' | 'audited' | null
export type Words = readonly [words: string, did: Did]
