import { addNotices, moduleRequests } from '../store/index.ts'
import { filledIn } from './filled-in.ts'
import type { NoticeInstallation } from './notice-scene.ts'

/**
 * Puts down a mail to the operator for each thing that an organisation asks for, once.
 *
 * Only the organisation that the file sets up says how people are mailed, and it tells for all: the others may have no way to send
 * mails.
 */
export async function mailRequests({
  store,
  configuration,
  now,
}: NoticeInstallation): Promise<void> {
  const sender = configuration.people?.mail
  const support = configuration.host?.support
  if (sender === undefined || support === undefined || !isAddress(support)) return
  const requests = await store.read(moduleRequests)
  if (requests.length === 0) return
  const notices = requests.map(({ organisation, module, requestedAt }) => {
    const subject = `${organisation} asks for ${module}`
    const text = `The organisation ${organisation} asks to use ${module}, since ${new Date(requestedAt).toISOString()}.\n\nAllow it under “modules:” of the configuration file, or under “quota:” where it is a limit. GET /api/organisations has all requests.`
    return {
      source: `request/${organisation}/${module}`,
      period: String(requestedAt),
      target: 0,
      connection: sender.connection,
      action: sender.action,
      input: JSON.stringify(
        filledIn(sender.input, {
          email: support,
          subject,
          text,
          link: configuration.host?.url ?? '',
        }),
      ),
    }
  })
  await store.write((dialect, org) => addNotices(dialect, org, notices, now()))
}

/** The other kind of support is a page, which takes no mails. */
function isAddress(support: string): boolean {
  return !support.includes('://')
}
