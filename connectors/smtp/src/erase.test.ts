import { expect, test } from 'vitest'
import { eraseNothing } from './erase.ts'

test('nothing is erased, and whoever asks is told where mails may be', async () => {
  expect(await eraseNothing()).toMatchObject({
    status: 'skipped',
    again: 'changed',
    reason: expect.stringContaining('Nothing is kept here.'),
  })
})
