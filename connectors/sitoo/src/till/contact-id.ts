import { digestOf } from './digest.ts'

/** Contacts of our own are told by it from persons whom other systems alone know. */
export const ownContactPrefix = 'till-'

export function newContactId(): string {
  return `${ownContactPrefix}${crypto.randomUUID()}`
}

/** The contact that is kept for what a till calls a customer: itself, or the one that belongs to a person from elsewhere. */
export async function ownContactId(contactId: string): Promise<string> {
  if (contactId.startsWith(ownContactPrefix)) return contactId
  return `${ownContactPrefix}${(await digestOf(`person ${contactId}`)).slice(0, 32)}`
}
