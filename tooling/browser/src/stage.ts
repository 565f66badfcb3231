import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { simulatedShop } from '@cartograph/simulators'
import { startSitoo } from '@cartograph/simulators/sitoo'
import { startStripe } from '@cartograph/simulators/stripe'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { startMarketingTools } from './marketing-tools.ts'
import { startWarehouse } from './warehouse.ts'

const command = [
  '--conditions=@cartograph/source',
  '--disable-warning=ExperimentalWarning',
  fileURLToPath(new URL('../../../apps/host/src/cli/main.ts', import.meta.url)),
]
const configuration = fileURLToPath(new URL('../configuration', import.meta.url))

/** A host that serves beside a simulated web shop, what takes its payments, tills, and marketing tools. */
export interface Stage {
  readonly url: string
  /** Of the API: it may do everything. */
  readonly token: string
  /** With it the first person makes their account. */
  readonly setUpCode: string
  close(): Promise<void>
}

/** @param tell is told what the host logs. */
export async function openStage({
  orders,
  tell,
}: {
  readonly orders: number
  readonly tell: (line: string) => void
}): Promise<Stage> {
  const shop = simulatedShop({ orders, startsAt: Date.now() })
  const [store, stripe, warehouse, tills, tools] = await Promise.all([
    startWooCommerce({ shop }),
    startStripe({ shop }),
    startWarehouse(),
    startSitoo(),
    startMarketingTools(),
  ])
  const folder = await mkdtemp(join(tmpdir(), 'cartograph-browser-'))
  await cp(configuration, folder, { recursive: true })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [...command, 'serve', '--json', '--port', `${port}`], {
    cwd: folder,
    env: {
      ...process.env,
      // Simulated vendors answer on this machine, which the host asks for nothing unless it is told to.
      CARTOGRAPH_EGRESS_PRIVATE: '127.0.0.1/32 ::1/128',
      CARTOGRAPH_URL: url,
      WOOCOMMERCE_URL: store.url,
      WOOCOMMERCE_KEY: store.consumerKey,
      WOOCOMMERCE_SECRET: store.consumerSecret,
      WAREHOUSE_URL: warehouse.url,
      STRIPE_URL: stripe.url,
      STRIPE_KEY: stripe.keys.secret,
      SITOO_URL: tills.baseUrl,
      SITOO_API_ID: tills.apiId,
      SITOO_PASSWORD: tills.password,
      ...tools.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const close = async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'close')
    await Promise.all([
      store.close(),
      stripe.close(),
      warehouse.close(),
      tills.close(),
      tools.close(),
    ])
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
): Promise<Pick<Stage, 'token' | 'setUpCode'>> {
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
