import { kit } from './settings.ts'
import { reports } from './reports.ts'

/** Figures for reports of Google Data Studio, which its community connector asks for. */
export const dataStudio = kit.connector({
  id: 'data-studio',
  name: 'Data Studio',
  hosts: () => [],
  // Data Studio calls us; there is nobody to ask.
  check: async () => ({ account: { name: 'whoever has a key' } }),
  parts: () => ({ surfaces: { reports } }),
})
