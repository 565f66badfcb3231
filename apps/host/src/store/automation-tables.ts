/** One thing that happened and that an automation answers: once, whatever is killed. */
export interface AutomationRunTable {
  org: string
  automation: string
  /** The row that it happened to. */
  entity: string
  id: string
  /** What became of the row, such as `order.paid`. */
  transition: string
  /** Tells a transition from the next one of the same kind: a place in the change log, or a day. */
  seq: number
  /** A short name, made of all of the above. */
  run: string
  /** The row of the customer whom it is about; null: nobody is known. */
  customer: string | null
  /** What steps need to know of it beside the row, as JSON. Nothing that is personal: it outlives the person. */
  facts: string
  happened_at: number
  fired_at: number
  /** How many automations in a row led to it: 0 where a person or a vendor did. */
  depth: number
}

export type AutomationStepState =
  /** Not begun, or put off. */
  | 'due'
  /** Its intent is written; its end is not known yet. */
  | 'sent'
  | 'acked'
  | 'failed'
  /** Nobody saw its end, and it is not repeated. */
  | 'unknown'
  /** Decided against, with the reason. */
  | 'skipped'

/** One action of a run. */
export interface AutomationStepTable {
  org: string
  run: string
  step: number
  automation: string
  /** What it does, for people: `mail`, `tag`. */
  action: string
  due_at: number
  /** The same while it has not ended; then null, so that what has ended is in nobody's way. */
  open_at: number | null
  state: AutomationStepState
  /** Which attempt is, or was, under way: whoever writes the end of another one changes nothing. */
  attempts: number
  /** Whom it reached, as a hash of the address, so that messages to them can be counted; null: nobody, or not yet. */
  contact: string | null
  /** The connection and its action, such as `post.mail`, from the intent on. */
  through: string | null
  /** What is sent, as JSON, from the intent to the end: a repeat sends the same. */
  input: string | null
  sent_at: number | null
  /** Of what was begun and has not ended: until then it may still be landing. */
  quiet_until: number | null
  settled_at: number | null
  /** In plain words, why it waits, failed or was skipped. */
  reason: string | null
}

/** How an automation stands. */
export interface AutomationStateTable {
  org: string
  automation: string
  /** `paused` by a person; `held` by its brake, until a person lets it go on. */
  state: 'active' | 'paused' | 'held'
  /** What happened before is history. */
  active_since: number
  /** The brake counts from here. */
  counted_from: number
  changed_at: number
  reason: string | null
}

/** What an automation saw of a row last. */
export interface AutomationSeenTable {
  org: string
  automation: string
  entity: string
  id: string
  state: string
}
