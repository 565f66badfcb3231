import { expect, test } from 'vitest'
import { compiledFolder } from './compiled-folder.ts'

const home = () => '/someone'

test.each([
  ['below the home of the user', {}, '/someone/.cache/cartograph/compiled'],
  ['where the user keeps caches', { XDG_CACHE_HOME: '/caches' }, '/caches/cartograph/compiled'],
  ['where Node is told to', { NODE_COMPILE_CACHE: '/own', XDG_CACHE_HOME: '/caches' }, '/own'],
  [
    'below the home if what is said is empty',
    { NODE_COMPILE_CACHE: '', XDG_CACHE_HOME: '' },
    '/someone/.cache/cartograph/compiled',
  ],
])('compiled code is kept %s', (_, environment, folder) => {
  expect(compiledFolder(environment, home)).toBe(folder)
})

function noHome(): never {
  throw new Error('ENOENT')
}

test('of a user without a home nothing is kept', () => {
  expect(compiledFolder({}, noHome)).toBeUndefined()
})
