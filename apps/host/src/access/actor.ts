/** Who did something. */
export type Actor =
  | { readonly kind: 'token'; readonly id: string; readonly name: string }
  /** Somebody who is signed in. */
  | { readonly kind: 'user'; readonly id: string; readonly name: string }
  /** Whoever has the machine and runs `cartograph` there. */
  | { readonly kind: 'command'; readonly user?: string | undefined }
  /** What the configuration file says, when a host begins. */
  | { readonly kind: 'configuration' }
  /** What a host goes on with by itself. */
  | { readonly kind: 'host' }
  /** A request without a token that is good. */
  | { readonly kind: 'nobody' }

/** How an actor is shown where something is explained. */
export function actorText(actor: Actor): string {
  if (actor.kind === 'token') return `token ${actor.name}`
  if (actor.kind === 'user') return actor.name
  return actor.kind === 'command' ? (actor.user ?? 'staff') : actor.kind
}
