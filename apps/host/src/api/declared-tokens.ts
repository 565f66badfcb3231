import { declareTokens } from '../access/index.ts'
import type { Installation } from '../connections/index.ts'
import type { Log } from '../telemetry/index.ts'

/** Brings the tokens of the configuration into the store before the first request, and tells what changed. */
export async function bringDeclared(
  { store, configuration }: Installation,
  { log, now = Date.now }: { readonly log: Log; readonly now?: (() => number) | undefined },
): Promise<void> {
  const declared = configuration.tokens ?? new Map()
  const { changed, revoked, stayRevoked } = await declareTokens(store, declared, now())
  if (changed.length > 0)
    log({ level: 'info', message: `Tokens as the configuration says: ${changed.join(', ')}.` })
  if (revoked.length > 0)
    log({
      level: 'info',
      message: `Revoked, because the configuration no longer has them: ${revoked.join(', ')}.`,
    })
  if (stayRevoked.length > 0)
    log({
      level: 'warn',
      message: `Revoked by hand, and still in the configuration with the same secret: ${stayRevoked.join(', ')}. They stay revoked.`,
    })
}
