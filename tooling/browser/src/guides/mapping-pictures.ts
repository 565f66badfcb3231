import { heading } from '../heading.ts'
import { contentOf } from './camera.ts'
import type { GuideStep } from './guide-step.ts'

/** A field of a mapping is changed, tried, and kept. */
export const mappingPictures: readonly GuideStep[] = [
  {
    name: 'a mapping field by field',
    async walk({ page, stage, camera }) {
      await page.goto(`${stage.url}/mappings`)
      await heading(page, 'Mappings')
      await camera.take('mappings', { of: [contentOf(page)], heightPx: 520 })
      await page.goto(`${stage.url}/mappings/orders-to-warehouse`)
      await page.getByRole('tab', { name: 'Fields' }).waitFor()
      await page
        .getByLabel('Rule of body')
        .fill(
          '{ type: order.changed, number: $.number, total: $.total, country: $.shipping.country }',
        )
      await page.getByText('Your changes are not saved.').waitFor()
      await page.getByText('"country"').waitFor()
      await camera.take('mapping-fields', { of: [contentOf(page)], heightPx: 620 })
      await page.getByRole('tab', { name: 'Test run' }).click()
      await page.getByRole('button', { name: 'Run the test' }).click()
      await page
        .getByText(/records? fits?/u)
        .first()
        .waitFor()
      await camera.take('mapping-test', { of: [contentOf(page)], heightPx: 620 })
      await page.getByRole('tab', { name: /^Changes/u }).click()
      await camera.take('mapping-changes', { of: [contentOf(page)], heightPx: 520 })
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'hidden' })
    },
  },
]
