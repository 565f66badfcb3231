import * as z from 'zod'

const eventType = 'cartograph_message'

const metadata = z.object({
  event_type: z.literal(eventType),
  event_payload: z.object({ id: z.string() }),
})

/**
 * What stands beside a message, unseen: the id of the change that it was posted for.
 *
 * @see https://docs.slack.dev/messaging/message-metadata (read 2026-11-25)
 */
export function metadataOf(id: string): z.infer<typeof metadata> {
  return { event_type: eventType, event_payload: { id } }
}

export function idOf(found: unknown): string | undefined {
  const parsed = metadata.safeParse(found)
  return parsed.success ? parsed.data.event_payload.id : undefined
}
