import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const graveImpacts: ReadonlySet<unknown> = new Set(['serious', 'critical'])

/** What keeps people out of a page, by the rules of WCAG 2.2 AA: each with the first places where it does. */
export async function graveFindings(page: Page): Promise<readonly string[]> {
  // The policy of the page lets no script in; the debugger may.
  await page.evaluate(source)
  const results = await page.evaluate<AxeResults>('axe.run()')
  return results.violations
    .filter(({ impact }) => graveImpacts.has(impact))
    .map(({ id, nodes }) => {
      const places = nodes
        .slice(0, 3)
        .map(({ html, failureSummary }) => `${html} ${failureSummary}`)
      return `${id}: ${places.join('; ')}`
    })
}

/** Throws what keeps people out of a page that the visits with a token do not see. */
export async function openToAll(page: Page): Promise<void> {
  const findings = await graveFindings(page)
  if (findings.length > 0) throw new Error(findings.join('\n'))
}
