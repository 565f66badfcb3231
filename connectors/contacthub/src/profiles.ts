/** The sister products that take from Contacthub what stands in a node. */
export const profileNames = ['contactsend', 'contactplan'] as const
export type ProfileName = (typeof profileNames)[number]

export interface Profile {
  readonly name: string
  /** What the product reads of what is written here. */
  readonly reads: string
  /** How often. */
  readonly often: string
  /** In which form it must stand there. */
  readonly form: string
  /** What a person does once, in the pages of the vendor. */
  readonly byHand: string
}

/**
 * What each product reads, how often and in which form.
 *
 * @see https://github.com/psantori/api-reference (changes of the hub up to 1.52, read 2026-11)
 * @see https://explore.contactlab.com (configuring a Contactsend plug-in source, read 2026-11)
 */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  contactsend: {
    name: 'Contactsend',
    reads: 'customers and their subscriptions; subscriptions also come back',
    often: 'near real time: a change is taken over as it is written',
    form: 'customers with an e-mail address in `base.contacts.email`, and `base.subscriptions` of the kind DIGITAL_MESSAGE',
    byHand:
      'Make a Contactsend plug-in source for this node: one source, one node, one user database.',
  },
  contactplan: {
    name: 'Contactplan',
    reads: 'completedOrder, web events and subscriptions to services',
    often: 'once a day',
    form: 'events with vendor, weight, quantities, categories and up to 15 classifications of each product',
    byHand: 'Switch on the daily export of this node to Contactplan.',
  },
}
