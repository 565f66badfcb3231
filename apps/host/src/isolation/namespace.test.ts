import { spawn } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { connectorCommand, hasNetworkNamespace } from './command.ts'

test('where the system has a namespace, no code of the process reaches the network, whatever it goes past', async () => {
  let reached = 0
  const server = createServer(() => {
    reached += 1
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const command = connectorCommand({
    packageFolder: import.meta.dirname,
    conditions: [],
    heapMb: 64,
  })
  // The same process without what stands around a connector's code.
  const [program = '', ...rest] = command.slice(0, -1)
  const code = `require('node:net').connect(${port}, '127.0.0.1').on('error', () => {}).on('connect', () => process.exit())`
  const child = spawn(program, [...rest, '--eval', code], { stdio: 'ignore' })
  await new Promise((done) => {
    child.once('exit', done)
  })
  expect(reached > 0).toBe(!hasNetworkNamespace())
})
