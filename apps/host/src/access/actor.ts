/** Who did something. */
export type Actor =
  | { readonly kind: 'token'; readonly id: string; readonly name: string }
  /** Whoever has the machine and runs `cartograph` there. */
  | { readonly kind: 'command' }
  /** What the configuration file says, when a host begins. */
  | { readonly kind: 'configuration' }
  /** A request without a token that is good. */
  | { readonly kind: 'nobody' }

export const command: Actor = { kind: 'command' }

/** How an actor is shown where something is explained. */
export function actorText(actor: Actor): string {
  return actor.kind === 'token' ? `token ${actor.name}` : actor.kind
}
