/** Which chart a document is being added to. UI only: what has been typed and chosen for it is a draft in the vault. */
import { create } from 'zustand'

type Adding = {
  patientId: string | null
  begin(patientId: string): void
  end(): void
}

export const useAdding = create<Adding>((set) => ({
  patientId: null,
  begin: (patientId) => set({ patientId }),
  end: () => set({ patientId: null }),
}))
