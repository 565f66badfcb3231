/** Why nothing more is sent to an address. */
export interface Undeliverable {
  readonly channel: 'email' | 'sms'
  /** `bounced`: it does not exist. `complained`: whoever has it called a message unwanted. */
  readonly because: 'bounced' | 'complained'
}

/** Types of events by which sinks and sources tell that an address takes no more; of a mailbox that is full for a day none is made. */
export const undeliverableTypes: Readonly<Record<string, Undeliverable>> = {
  'email.hardBounced': { channel: 'email', because: 'bounced' },
  'email.complained': { channel: 'email', because: 'complained' },
  'sms.hardBounced': { channel: 'sms', because: 'bounced' },
  'sms.complained': { channel: 'sms', because: 'complained' },
}
