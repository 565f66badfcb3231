import { expect, test } from 'vitest'
import { faultsBelow, problemAt, type FormFault } from './form-fault.ts'

const faults: readonly FormFault[] = [
  { path: ['config', 'url'], severity: 'error', message: 'expected an address' },
  {
    path: ['config', 'mail', 'port'],
    severity: 'error',
    message: 'expected a number',
    hint: 'As 587.',
  },
  { path: ['schedule'], severity: 'error', message: 'is no cron expression' },
]

test('a field is told what is wrong with it, and a group what is wrong in it, and where', () => {
  expect([
    problemAt(faults, ['config', 'url']),
    problemAt(faults, ['config', 'mail']),
    problemAt(faults, ['config', 'other']),
  ]).toStrictEqual(['expected an address', 'port: expected a number As 587.', undefined])
})

test('below a name only what is there is known, from there on', () => {
  expect(faultsBelow(faults, 'config').map(({ path }) => path)).toStrictEqual([
    ['url'],
    ['mail', 'port'],
  ])
})
