import { expect, test } from 'vitest'
import { notebook } from './broken/notebook.ts'
import { startNotebook } from './broken/notebook-vendor.ts'
import { conformance, conformanceReport } from './index.ts'

conformance(notebook, {
  simulator: { start: startNotebook },
  package: new URL('./broken/package/', import.meta.url),
})

test('a connector without a simulator is checked for what can be seen of it', async () => {
  const { results } = await conformanceReport(notebook, { settings: { token: 'nb_1' } })
  const failed = results.filter(({ status }) => status === 'failed')
  const reasons = new Set(
    results.flatMap((result) => (result.status === 'notApplicable' ? [result.reason] : [])),
  )
  expect(failed).toStrictEqual([])
  expect(reasons).toContain('there is no simulator of the vendor')
})
