import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { doing, folderOf } from './testing/deeds.ts'

const script = fileURLToPath(new URL('testing/isolating-host.ts', import.meta.url))

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'a host that ends by %s leaves no process of a connector behind',
  async (signal) => {
    const folder = folderOf(doing({ orders: 'return 1' }))
    const options = ['--conditions=@cartograph/source', script, folder]
    const host = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = (await once(host.stdout, 'data')) as [Buffer]
    const pid = Number(said.toString())
    expect(isThere(pid)).toBe(true)
    host.kill(signal)
    await vi.waitFor(() => expect(isThere(pid)).toBe(false), 10_000)
  },
)

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
