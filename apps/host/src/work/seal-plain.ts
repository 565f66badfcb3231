import { sealPlain } from '../secrets/index.ts'
import type { Host } from './host.ts'

/** Seals what was written before the configuration named a key, while all else goes on. */
export async function sealWhatIsPlain({
  configuration,
  store,
  log,
  signal,
}: Pick<Host, 'configuration' | 'store' | 'log' | 'signal'>): Promise<void> {
  if (configuration.secretKey === undefined) return
  const rows = await sealPlain(store, signal)
  if (rows > 0)
    log({ level: 'info', message: 'What was kept in clear is sealed.', fields: { rows } })
}
