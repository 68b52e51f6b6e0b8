import type { DeskCheckKind } from '../../shared/schedule/desk-check.ts'
import type { ReceiptLine } from '../../shared/schedule/receipt-line.ts'

export const checkWords: Readonly<
  Record<DeskCheckKind, Readonly<{ name: string; short: string; ask: string }>>
> = {
  consent: { name: 'Consent to treatment', short: 'consent', ask: 'Have it signed.' },
  privacyNotice: { name: 'Privacy notice', short: 'privacy', ask: 'Hand it out, have it acknowledged.' },
  card: { name: 'Insurance card', short: 'card', ask: 'Look at both sides.' },
  identity: { name: 'Identity', short: 'ID', ask: 'A photo ID, or two facts.' },
  address: { name: 'Address and phone', short: 'address', ask: 'Ask, and put right below.' },
  eligibility: { name: 'Eligibility', short: 'eligibility', ask: 'Ask the insurer.' },
}

export const methodWords: Readonly<Record<ReceiptLine['method'], string>> = {
  card: 'Card',
  cash: 'Cash',
  check: 'Check',
  other: 'Other',
}
export const methods = ['card', 'cash', 'check', 'other'] as const
