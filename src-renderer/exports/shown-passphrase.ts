/** What opens an export that is being written, shown once. In memory only, and gone with the page. */
import { create } from 'zustand'
import type { Sealed } from '../kernel/passphrase.tsx'

export type Begun = Sealed & Readonly<{ requestId: string; patients: number }>

export const useBegunExport = create<{ begun: Begun | null; show(begun: Begun | null): void }>((set) => ({
  begun: null,
  show: (begun) => set({ begun }),
}))
