import { expect, test } from 'vitest'
import { scriptedShop, shopConnection } from '../../testing/scripted-shop.ts'
import { folderWith } from '../../testing/folder.ts'
import { machineFindings, nodeFinding } from './machine-findings.ts'

test('a Node that is too old is a problem, with where to get another', () => {
  expect([nodeFinding('v24.21.0').status, nodeFinding('v18.20.0')]).toMatchObject([
    'ok',
    { status: 'problem', hint: expect.stringContaining('https://nodejs.org') },
  ])
})

test('every package is told with its version and its contract', () => {
  const [, packages] = machineFindings([shopConnection(scriptedShop(0))], folderWith({}))
  expect(packages?.message).toMatch(
    /^@cartograph\/host \S+, scripted-shop 1\.0\.0 \(contract v1\)$/,
  )
})

test('a package that is there and cannot be used is a problem', () => {
  const unusable = { ...shopConnection(scriptedShop(0)), version: '' }
  expect(machineFindings([unusable], folderWith({}))).toContainEqual(
    expect.objectContaining({ subject: 'packages', status: 'problem' }),
  )
})

test('a package that brings a core of its own is named', () => {
  const folder = folderWith({
    'node_modules/scripted-shop/package.json': { name: 'scripted-shop', version: '1.0.0' },
    'node_modules/scripted-shop/node_modules/@cartograph/core/package.json': {
      name: '@cartograph/core',
      version: '0.0.1',
    },
  })
  expect(machineFindings([shopConnection(scriptedShop(0))], folder).at(-1)).toMatchObject({
    status: 'warning',
    message: "scripted-shop has a @cartograph/core of another place than the host's.",
  })
})
