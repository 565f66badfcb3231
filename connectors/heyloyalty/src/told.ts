import * as z from 'zod'

const text = z.union([z.string(), z.number()]).transform(String)
const shown = z.looseObject({
  id: text.optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
  email: z.unknown().optional(),
})
const body = z.looseObject({
  type: z.string().min(1),
  member_id: text.optional(),
  memberId: text.optional(),
  list_id: text.optional(),
  listId: text.optional(),
  refId: text.nullish(),
  queuedAt: z.string().nullish(),
  /** An object, or the text of one. */
  member: z.unknown().optional(),
})

/** What a webhook tells, in one form for the two that there are. */
export interface Told {
  /** In lower case; the trial of a new webhook is `connection test`. */
  readonly type: string
  readonly memberId: string | undefined
  readonly listId: string | undefined
  readonly email: string | undefined
  /** As Heyloyalty’s clocks show it. */
  readonly queuedAt: string | undefined
  readonly reference: string | undefined
}

/**
 * Reads a webhook, in the default form and in the simplified one; undefined where it is none.
 *
 * @see https://github.com/Heyloyalty/api/wiki/Webhooks-setup-and-outputs (read 2026-11)
 */
export function toldBy(raw: string): Told | undefined {
  const { data } = body.safeParse(jsonOf(raw))
  if (data === undefined) return undefined
  const member = shown.safeParse(
    typeof data.member === 'string' ? jsonOf(data.member) : data.member,
  ).data
  return {
    type: data.type.toLowerCase(),
    memberId: data.member_id ?? data.memberId ?? member?.id,
    listId: data.list_id ?? data.listId,
    email: emailOf(member?.fields?.['email']) ?? emailOf(member?.email),
    queuedAt: data.queuedAt ?? undefined,
    reference: data.refId ?? undefined,
  }
}

const valued = z.looseObject({ value: z.string() })

function emailOf(value: unknown): string | undefined {
  const found = typeof value === 'string' ? value : valued.safeParse(value).data?.value
  return found === undefined || found === '' ? undefined : found
}

function jsonOf(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown
  } catch {
    return undefined
  }
}
