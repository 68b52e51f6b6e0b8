/** Kinds of data, as a practice says them. */
import type { SensitiveKind } from '../../shared/kernel/sensitivity.ts'

export const kindWords: Readonly<Record<SensitiveKind, Readonly<{ name: string; about: string }>>> = {
  psychotherapy: { name: 'Psychotherapy notes', about: 'Kept apart from the rest; their author sees them.' },
  'mental-health': { name: 'Mental health', about: 'Diagnosis and treatment, not the notes of sessions.' },
  'substance-use': { name: 'Substance use treatment', about: 'Records under 42 CFR Part 2.' },
  hiv: { name: 'HIV', about: 'Tests, results and treatment.' },
  'sexual-health': { name: 'Sexual and reproductive health', about: 'Also pregnancy and gender.' },
  violence: { name: 'Violence and abuse', about: 'Whoever did it may be at home with the patient.' },
  genetic: { name: 'Genetics', about: 'Findings that say something of the family, too.' },
  confidential: { name: 'Otherwise confidential', about: 'Because the patient asked, or another reason.' },
}

export const kindsText = (kinds: readonly SensitiveKind[]): string =>
  kinds.map((kind) => kindWords[kind].name).join(', ')
