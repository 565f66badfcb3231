import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const command = [
  '--conditions=@cartograph/source',
  '--disable-warning=ExperimentalWarning',
  fileURLToPath(new URL('../../../apps/host/src/cli/main.ts', import.meta.url)),
]

export interface ServingHost {
  readonly url: string
  /** Of the API: it may do everything. */
  readonly token: string
  /** With it the first person makes their account. */
  readonly setUpCode: string
  close(): Promise<void>
}

/** Starts the real command in a folder of its own, which is gone afterwards. */
export async function startHost({
  configuration,
  environment,
  preload = [],
  tell,
}: {
  /** The folder that is copied. */
  readonly configuration: string
  readonly environment: Readonly<Record<string, string>>
  /** Modules that the process loads before anything else. */
  readonly preload?: readonly string[]
  /** Is told what the host logs. */
  readonly tell: (line: string) => void
}): Promise<ServingHost> {
  const folder = await mkdtemp(join(tmpdir(), 'cartograph-browser-'))
  await cp(configuration, folder, { recursive: true })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const first = preload.flatMap((module) => ['--import', module])
  const words = [...first, ...command, 'serve', '--json', '--port', `${port}`]
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: {
      ...process.env,
      // Simulated vendors answer on this machine, which the host asks for nothing unless it is told to.
      CARTOGRAPH_EGRESS_PRIVATE: '127.0.0.1/32 ::1/128',
      CARTOGRAPH_URL: url,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const close = async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'close')
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { url, ...(await secretsOf(child, tell)), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** What a first start makes and shows once, when the host serves. */
async function secretsOf(
  child: ChildProcess,
  tell: (line: string) => void,
): Promise<Pick<ServingHost, 'token' | 'setUpCode'>> {
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error('The host has no output.')
  let said = ''
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).on('line', tell)
    createInterface({ input: stderr }).on('line', (line) => {
      said = `${said}${line}\n`.slice(-10_000)
      const token = /cartograph_\S+/u.exec(said)?.[0]
      const setUpCode = /^Nobody has an account yet.* (\S+)$/mu.exec(said)?.[1]
      if (token !== undefined && setUpCode !== undefined) resolve({ token, setUpCode })
    })
    child.on('close', () => reject(new Error(`The host ended: ${said.trim()}`)))
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
