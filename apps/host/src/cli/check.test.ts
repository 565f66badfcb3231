import { expect, test } from 'vitest'
import { checkText } from './check.ts'

const works = { id: 'shop', ok: true, account: { name: 'Nordlys' }, problems: [] }

test('a check says that the clock of a vendor differs, and that nobody need act', () => {
  expect(checkText({ ...works, clockOffsetMs: -61_200 })).toBe(
    "shop (Nordlys): works\n  Its clock is 61 seconds behind this machine's; Cartograph allows for it.\n",
  )
  expect(checkText({ ...works, clockOffsetMs: 1400 })).toContain('1 second ahead of')
})

test('where the clocks agree, a check says nothing of them', () => {
  expect(checkText({ ...works, clockOffsetMs: 0 })).toBe('shop (Nordlys): works\n')
})
