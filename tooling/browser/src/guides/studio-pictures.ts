import { heading } from '../heading.ts'
import type { GuideStep } from './guide-step.ts'

/** What a data source of Data Studio asks for. */
export const studioPictures: readonly GuideStep[] = [
  {
    name: 'a key for Data Studio',
    async walk({ page, stage, camera }) {
      await page.goto(`${stage.url}/connections/of/reports/key`)
      await heading(page, 'Reports in Data Studio')
      await page.getByRole('button', { name: 'New key' }).click()
      const dialog = page.getByRole('dialog', { name: 'New key' })
      await dialog.getByRole('button', { name: 'Make the key' }).click()
      await dialog.getByText(/^cartograph_/u).waitFor()
      await camera.take('studio-key', { of: [dialog] })
      await dialog.getByRole('button', { name: 'Done' }).click()
      await camera.take('studio', {
        of: [
          page.getByRole('region', { name: 'Keys' }),
          page.getByRole('region', { name: 'Steps at Google' }),
        ],
        heightPx: 560,
      })
    },
  },
]
